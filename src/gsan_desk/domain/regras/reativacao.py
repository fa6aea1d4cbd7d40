"""Rules of opening an RA in the place of a closed one [UC0426], spec 20 §10."""

from collections.abc import Iterator
from dataclasses import replace

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoRA, TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.reativacao import OBSERVACAO_MAXIMA, PARECER_MAXIMO, FatosDaReativacao, ReativarRA
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.domain.regras import dados_gerais
from gsan_desk.domain.regras import imovel as regras_do_imovel
from gsan_desk.domain.regras.autorizacao import pode_abrir, pode_manter
from gsan_desk.domain.texto import verificar_caracteres

OBRIGATORIOS = ("data", "hora", "meio_id", "unidade_id", "motivo_id")
DESTINO, PARECER = "reativacao.unidade_destino_id", "reativacao.parecer"
OBSERVACAO, UNIDADE = "reativacao.observacao", "reativacao.unidade_id"


def impedimento(fatos: FatosDaReativacao, imovel: ImovelFato | None, contexto: Contexto) -> Violacao | None:
    """Tell why the RA cannot be reactivated, whatever is typed (§10.1), in order; the first that fails."""
    if contexto.operador.unidade_id is None:
        return violacao("SEM_LOTACAO")
    if not fatos.mantem:
        return violacao("REATIVAR_OUTRA_UNIDADE", unidade=fatos.unidade_atual or "não informada")
    if fatos.situacao is not SituacaoRA.ENCERRADO:
        return violacao("REATIVAR_SITUACAO", ra=fatos.numero, situacao=fatos.situacao.nome.lower())
    if fatos.associacao is AssociacaoRA.REFERENCIA:
        return violacao("REATIVAR_DUPLICIDADE", ra=fatos.numero, referencia=fatos.associado_id)
    if fatos.associacao is AssociacaoRA.ATUAL:
        return violacao("REATIVAR_JA_REATIVADO", ra=fatos.numero, atual=fatos.associado_id)
    return _do_imovel(fatos, imovel, contexto)


def verificar(pedido: ReativarRA, fatos: FatosDaReativacao, contexto: Contexto) -> list[Violacao]:
    """Give all that is wrong with what was typed (§10.2); on line the command carries the server's clock already."""
    gerais = gerais_de(pedido, fatos)
    return [
        *_ausentes(pedido, contexto),
        *map(_da_reativacao, dados_gerais.data_e_hora(gerais, fatos.agora)),
        *map(_da_reativacao, dados_gerais.esperas(gerais, fatos.agora)),
        *_unidade(pedido, contexto),
        *_destino(pedido, contexto),
        *_textos(pedido, fatos),
    ]


def no_relogio(pedido: ReativarRA, fatos: FatosDaReativacao) -> ReativarRA:
    """Put the server's clock where the attendance is on line; its wait ends then, once it has begun (§10.2)."""
    if pedido.tipo_atendimento is TipoAtendimento.MANUAL:
        return pedido
    hora = fatos.agora.time().replace(second=0, microsecond=0)
    final = hora if pedido.espera_inicial is not None else None
    return replace(pedido, data=fatos.agora.date(), hora=hora, espera_final=final)


def gerais_de(pedido: ReativarRA, fatos: FatosDaReativacao) -> DadosGerais:
    """Give what the screen shares with the first tab of Inserir, whose checks of date and wait hold here too."""
    return DadosGerais(
        tipo_atendimento=pedido.tipo_atendimento,
        data=pedido.data,
        hora=pedido.hora,
        espera_inicial=pedido.espera_inicial,
        espera_final=pedido.espera_final,
        unidade_id=pedido.unidade_id,
        meio_id=pedido.meio_id,
        especificacao_id=fatos.especificacao_id,
        observacao=pedido.observacao,
    )


def _do_imovel(fatos: FatosDaReativacao, imovel: ImovelFato | None, contexto: Contexto) -> Violacao | None:
    """Refuse when the imóvel has the same request pending [FS0002], or no longer serves for it [SB0004]."""
    especificacao = contexto.dominios.especificacoes.get(fatos.especificacao_id)
    if imovel is None or especificacao is None:
        return None
    recusa = regras_do_imovel.mesma_especificacao(imovel, especificacao) or regras_do_imovel.situacao_exigida(
        imovel, especificacao, contexto.dominios
    )
    return replace(recusa, campo=None) if recusa is not None else None


def _da_reativacao(achado: Violacao) -> Violacao:
    return replace(achado, campo=(achado.campo or "").replace("dados_gerais.", "reativacao."))


def _ausentes(pedido: ReativarRA, contexto: Contexto) -> Iterator[Violacao]:
    for atributo in OBRIGATORIOS:
        if getattr(pedido, atributo) is None:
            yield violacao("M01", f"reativacao.{atributo}")
    dominios = contexto.dominios
    for atributo, tabela in (("meio_id", dominios.meios), ("motivo_id", dominios.motivos_reativacao)):
        escolhido = getattr(pedido, atributo)
        if escolhido is not None and (escolhido not in tabela or not tabela[escolhido].em_uso):
            yield violacao("M02", f"reativacao.{atributo}")


def _unidade(pedido: ReativarRA, contexto: Contexto) -> Iterator[Violacao]:
    """Refuse a unit that may not open RAs, or that this person may not act for [FS0033, UC0419]."""
    if pedido.unidade_id is None:
        return
    unidade = contexto.dominios.unidades.get(pedido.unidade_id)
    if unidade is None:
        yield violacao("M02", UNIDADE)
    elif not pode_abrir(unidade):
        yield violacao("M08", UNIDADE, unidade=unidade.descricao)
    elif not pode_manter(contexto, unidade.id):
        yield violacao("REATIVAR_OUTRA_UNIDADE", UNIDADE, unidade=unidade.descricao)


def _destino(pedido: ReativarRA, contexto: Contexto) -> Iterator[Violacao]:
    if pedido.unidade_destino_id is None:
        return
    unidade = contexto.dominios.unidades.get(pedido.unidade_destino_id)
    if unidade is None:
        yield violacao("M02", DESTINO)
    elif not unidade.recebe_ra:
        yield violacao("TRAMITE_NAO_RECEBE", DESTINO)
    elif not unidade.em_uso:
        yield violacao("TRAMITE_INATIVA", DESTINO, unidade=unidade.id)
    if not pedido.parecer.strip():
        yield violacao("REATIVAR_PARECER", PARECER)


def _textos(pedido: ReativarRA, fatos: FatosDaReativacao) -> Iterator[Violacao]:
    if len(pedido.parecer) > PARECER_MAXIMO:
        yield violacao("REATIVAR_PARECER_LONGO", PARECER, maximo=PARECER_MAXIMO)
    if len(pedido.observacao) > OBSERVACAO_MAXIMA:
        yield violacao("REATIVAR_OBSERVACAO_LONGA", OBSERVACAO, maximo=OBSERVACAO_MAXIMA)
    for texto, campo in ((pedido.parecer, PARECER), (pedido.observacao, OBSERVACAO)):
        if recusado := verificar_caracteres(texto, fatos.codificacao, campo):
            yield recusado
