"""Rules of closing an RA, one or many [UC0435], spec 20 §9."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from gsan_desk.domain.codigos import MOTIVO_CONCLUSAO_SERVICO, PermissaoEspecial, SituacaoRA
from gsan_desk.domain.dominios import Contexto, MotivoEncerramento, Operador
from gsan_desk.domain.encerramento import PARECER_MAXIMO, Encerramento, FatosDoEncerramento, Pergunta, RAEncerrado
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.texto import limpar, verificar_caracteres

MOTIVO, REFERENCIA, PARECER = "encerramento.motivo_id", "encerramento.ra_referencia_id", "encerramento.parecer"
DATA, HORA, NAO_COBRANCA = "encerramento.data", "encerramento.hora", "encerramento.motivo_nao_cobranca_id"


def impedimento(fatos: FatosDoEncerramento, operador: Operador) -> Violacao | None:
    """Tell why the RA cannot be closed, whatever the reason (§9.2)."""
    if operador.unidade_id is None:
        return violacao("SEM_LOTACAO")
    if not fatos.mantem:
        return violacao("ENCERRAR_OUTRA_UNIDADE", unidade=fatos.unidade_atual or "não informada")
    if fatos.situacao is SituacaoRA.ENCERRADO:
        return violacao("ENCERRAR_JA_ENCERRADO", ra=fatos.numero)
    if any(ordem.aberta and ordem.programada for ordem in fatos.ordens):
        return violacao("ENCERRAR_OS_PROGRAMADA", ra=fatos.numero)
    return None


def resolver(pedido: Encerramento, fatos: FatosDoEncerramento, contexto: Contexto) -> Encerramento:
    """Drop what the reason does not ask for, and put the parecer as it is stored (§9.3, §16)."""
    motivo = _motivo(pedido, contexto)
    return replace(
        pedido,
        ra_referencia_id=pedido.ra_referencia_id if motivo is not None and motivo.duplicidade else None,
        motivo_nao_cobranca_id=pedido.motivo_nao_cobranca_id if gera_debito(pedido.motivo_id, fatos) else None,
        parecer=limpar(pedido.parecer).upper(),
    )


def verificar(
    pedido: Encerramento, fatos: FatosDoEncerramento, referencia: FatosDoEncerramento | None, contexto: Contexto
) -> list[Violacao]:
    """Give all that is wrong with a resolved closing; ``referencia`` is the RA that it names, if it exists."""
    motivo = _motivo(pedido, contexto)
    return [
        *_motivo_valido(pedido, motivo),
        *_referencia(pedido, motivo, fatos, referencia),
        *_tempo(pedido, fatos, contexto),
        *_parecer(pedido, fatos),
        *_ordens(motivo, fatos),
        *_debito(pedido, fatos, contexto),
    ]


def perguntas(fatos: FatosDoEncerramento, referencia: FatosDoEncerramento | None) -> list[Pergunta]:
    """Give what a person must confirm before a closing that no rule refuses (§9.3, §9.6)."""
    achadas: list[Pergunta] = []
    if referencia is not None and not _mesmo_lugar(fatos, referencia):
        aviso = texto("REFERENCIA_DISTANTE", ra=referencia.numero)
        achadas.append(Pergunta(f"referencia:{fatos.numero}:{referencia.numero}", aviso))
    if abertas := fatos.ordens_abertas:
        numeros = ",".join(str(ordem.id) for ordem in abertas)
        achadas.append(Pergunta(f"ordens:{numeros}", texto("ENCERRAR_CONFIRMA_OS", quantas=len(abertas))))
    return achadas


def gera_debito(motivo_id: int | None, fatos: FatosDoEncerramento) -> bool:
    """Tell whether closing by this reason generates a debt (§9.4)."""
    return motivo_id == MOTIVO_CONCLUSAO_SERVICO and fatos.debito_tipo_id is not None


def pode_dispensar_cobranca(operador: Operador) -> bool:
    """Tell whether the person may inform a Motivo da Não Cobrança (permission 30)."""
    return PermissaoEspecial.INFORMAR_NAO_COBRANCA in operador.permissoes


def informa_data(contexto: Contexto) -> bool:
    """Tell whether the person may type date and hour: only the Central de Atendimento does (§9.3)."""
    unidade = contexto.dominios.unidades.get(contexto.operador.unidade_id or 0)
    return unidade is not None and unidade.central_atendimento


def digitado(pedido: Encerramento, agora: datetime) -> datetime:
    """Give the whole minute that was typed; what was left out is that of ``agora``."""
    return _minuto(datetime.combine(pedido.data or agora.date(), pedido.hora or agora.time()))


def mesmo_encerramento(pedido: Encerramento, fatos: FatosDoEncerramento, operador: Operador) -> bool:
    """Tell whether the closing that the RA has is the very one asked for: a retry, not somebody else's."""
    feito = fatos.fechamento
    return (
        fatos.situacao is SituacaoRA.ENCERRADO
        and feito.usuario_id == operador.usuario_id
        and feito.motivo_id == pedido.motivo_id
        and fatos.ra_duplicidade_id == pedido.ra_referencia_id
        and feito.motivo_nao_cobranca_id == pedido.motivo_nao_cobranca_id
        and feito.parecer == pedido.parecer
        and (pedido.na_hora or feito.momento == digitado(pedido, fatos.agora))
    )


def ja_encerrado(fatos: FatosDoEncerramento, novo_ra: int | None = None) -> RAEncerrado:
    """Give the closing that the RA has as the answer to a retry."""
    feito = fatos.fechamento
    ordens = sum(ordem.encerramento == feito.momento for ordem in fatos.ordens)
    momento = feito.momento or fatos.ultima_alteracao
    return RAEncerrado(fatos.numero, momento, fatos.ultima_alteracao, ordens, novo_ra, ja_existia=True)


def _motivo(pedido: Encerramento, contexto: Contexto) -> MotivoEncerramento | None:
    return contexto.dominios.motivos_encerramento.get(pedido.motivo_id or 0)


def _motivo_valido(pedido: Encerramento, motivo: MotivoEncerramento | None) -> Iterator[Violacao]:
    if pedido.motivo_id is None:
        yield violacao("M01", MOTIVO)
    elif motivo is None or not motivo.em_uso:
        yield violacao("M02", MOTIVO)


def _referencia(
    pedido: Encerramento,
    motivo: MotivoEncerramento | None,
    fatos: FatosDoEncerramento,
    referencia: FatosDoEncerramento | None,
) -> Iterator[Violacao]:
    """Judge the RA of which this one is a duplicate; a blocked one is accepted (§9.3)."""
    if motivo is None or not motivo.duplicidade:
        return
    if pedido.ra_referencia_id is None:
        yield violacao("REFERENCIA_OBRIGATORIA", REFERENCIA)
    elif pedido.ra_referencia_id == fatos.numero:
        yield violacao("REFERENCIA_PROPRIA", REFERENCIA)
    elif referencia is None:
        yield violacao("REFERENCIA_INEXISTENTE", REFERENCIA)
    elif referencia.situacao is SituacaoRA.ENCERRADO:
        yield violacao("REFERENCIA_ENCERRADA", REFERENCIA)
    elif fatos.numero in referencia.referencias:
        yield violacao("REFERENCIA_CIRCULAR", REFERENCIA, ra=referencia.numero)


def _tempo(pedido: Encerramento, fatos: FatosDoEncerramento, contexto: Contexto) -> Iterator[Violacao]:
    """Judge what was typed; an untouched date and hour are always right (§9.5)."""
    if pedido.na_hora:
        return
    momento, agora = digitado(pedido, fatos.agora), fatos.agora
    if not informa_data(contexto):
        yield violacao("ENCERRAR_DATA_TRAVADA", DATA)
    elif momento.date() > agora.date():
        yield violacao("ENCERRAR_DATA_FUTURA", DATA, hoje=agora.date())
    elif momento > agora:
        yield violacao("ENCERRAR_HORA_FUTURA", HORA, agora=agora.time())
    else:
        yield from _depois_de(momento, fatos.data_atendimento, "DO_RA")
        if fatos.ultima_ordem is not None:
            yield from _depois_de(momento, fatos.ultima_ordem, "DA_OS")


def _depois_de(momento: datetime, limite: datetime, de_que: str) -> Iterator[Violacao]:
    if momento.date() < limite.date():
        yield violacao(f"ENCERRAR_DATA_{de_que}", DATA, data=limite.date())
    elif momento < _minuto(limite):
        yield violacao(f"ENCERRAR_HORA_{de_que}", HORA, hora=limite.time())


def _parecer(pedido: Encerramento, fatos: FatosDoEncerramento) -> Iterator[Violacao]:
    if fatos.parecer_obrigatorio and not pedido.parecer:
        yield violacao("ENCERRAR_PARECER", PARECER)
    if len(pedido.parecer) > PARECER_MAXIMO:
        yield violacao("ENCERRAR_PARECER_LONGO", PARECER, maximo=PARECER_MAXIMO)
    if recusado := verificar_caracteres(pedido.parecer, fatos.codificacao, PARECER):
        yield recusado


def _ordens(motivo: MotivoEncerramento | None, fatos: FatosDoEncerramento) -> Iterator[Violacao]:
    """Refuse an execution while an OS is open, and a closing of an OS that collects (§9.6)."""
    abertas = fatos.ordens_abertas
    if motivo is None or not abertas:
        return
    if motivo.execucao:
        yield violacao("OS_EM_ABERTO", MOTIVO)
        return
    for ordem in abertas:
        if ordem.com_documento:
            yield violacao("ENCERRAR_OS_DOCUMENTO", os=ordem.id)


def _debito(pedido: Encerramento, fatos: FatosDoEncerramento, contexto: Contexto) -> Iterator[Violacao]:
    """Refuse what would write a debt, unless it is waived by whom may do so (§9.4)."""
    if not gera_debito(pedido.motivo_id, fatos):
        return
    if pedido.motivo_nao_cobranca_id is None:
        yield violacao("ENCERRAR_DEBITO", NAO_COBRANCA)
    elif not pode_dispensar_cobranca(contexto.operador):
        yield violacao("ENCERRAR_SEM_MOTIVO_DE_COBRANCA", NAO_COBRANCA)
    elif pedido.motivo_nao_cobranca_id not in contexto.dominios.motivos_nao_cobranca:
        yield violacao("M02", NAO_COBRANCA)


def _mesmo_lugar(fatos: FatosDoEncerramento, referencia: FatosDoEncerramento) -> bool:
    mesmo_imovel = fatos.imovel_id is not None and fatos.imovel_id == referencia.imovel_id
    return mesmo_imovel or (fatos.localidade_id is not None and fatos.localidade_id == referencia.localidade_id)


def _minuto(momento: datetime) -> datetime:
    return momento.replace(second=0, microsecond=0)
