"""The checks of the four tabs and of Concluir, with the facts they need (spec 10 §3.2 to §3.6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from gsan_desk.domain.arquivos import verificar_anexo
from gsan_desk.domain.codigos import MOTIVO_CONCLUSAO_SERVICO
from gsan_desk.domain.devolucao import Pedido, verificar_pedido
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.domain.regras import conta as regras_conta
from gsan_desk.domain.regras import dados_gerais, imovel, local, solicitante
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.regras.ordem_servico import planejar
from gsan_desk.domain.regras.unidade_destino import UnidadeDestino, sugerir
from gsan_desk.domain.texto import verificar_comando
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.ra_duplicidade import Aviso, avisos
from gsan_desk.services.ra_inserir.fatos import Fatos, carregar
from gsan_desk.services.ra_inserir.resolucao import resolver


@dataclass(frozen=True, slots=True)
class LocalVerificado:
    """What leaving the tab Local da Ocorrência brings back; ``avisos`` are those not yet overruled."""

    imovel: ImovelFato | None
    avisos: tuple[Aviso, ...]
    unidade_destino: UnidadeDestino
    alertas: tuple[Violacao, ...]


def verificar_dados_gerais(session: Session, contexto: Contexto, novo: NovoRA) -> None:
    """Check the first tab, M12 included; one statement.

    Raises:
        RegraViolada: all that is wrong.
    """
    fatos = carregar(session, novo)
    recusar(_caracteres(novo, fatos, "dados_gerais"), _dados_gerais(novo, contexto, fatos))


def verificar_local(session: Session, contexto: Contexto, novo: NovoRA) -> LocalVerificado:
    """Check the second tab and look for duplicates; at most three statements.

    Raises:
        RegraViolada: all that is wrong; warnings do not raise.
    """
    imovel_fato = carregar_imovel(session, contexto, novo)
    resolvido = resolver(novo, contexto, imovel_fato)
    fatos = carregar(session, resolvido)
    recusar(_caracteres(novo, fatos, "local"), _local(resolvido, contexto, fatos, imovel_fato))
    achado = resolvido.local
    exige = exigencias(novo.dados_gerais.especificacao_id, contexto.dominios)
    return LocalVerificado(
        imovel=imovel_fato,
        avisos=avisos(session, contexto, resolvido, imovel_fato),
        unidade_destino=sugerir(
            novo.dados_gerais.especificacao_id,
            achado.localidade_id,
            achado.divisao_esgoto_id,
            imovel_fato,
            contexto.dominios,
        ),
        alertas=tuple(local.avisos(achado, imovel_fato, exige)),
    )


def verificar_solicitante(
    session: Session, contexto: Contexto, novo: NovoRA, imovel_fato: ImovelFato | None
) -> tuple[Violacao, ...]:
    """Check the third tab; gives what the attendant is only told; one statement.

    Raises:
        RegraViolada: all that is wrong.
    """
    fatos = carregar(session, novo)
    recusar(_caracteres(novo, fatos, "solicitante"), _solicitante(novo, contexto, fatos, imovel_fato))
    return tuple(solicitante.avisos(_do_solicitante(fatos)))


def carregar_imovel(session: Session, contexto: Contexto, novo: NovoRA) -> ImovelFato | None:
    """Load the imóvel that the command names, if it names one."""
    imovel_id = novo.local.imovel_id
    return imoveis.carregar(session, contexto, imovel_id) if imovel_id is not None else None


def verificar_tudo(novo: NovoRA, contexto: Contexto, fatos: Fatos, imovel_fato: ImovelFato | None) -> None:
    """Make the final checks of Concluir in GSAN's order, all tabs whatever the one on the screen (§3.6).

    Raises:
        RegraViolada: all that is wrong.
    """
    recusar(
        verificar_comando(_sem_nome_de_arquivo(novo), fatos.codificacao),
        _dados_gerais(novo, contexto, fatos),
        _local(novo, contexto, fatos, imovel_fato),
        _solicitante(novo, contexto, fatos, imovel_fato),
        (recusa for anexo in novo.anexos for recusa in verificar_anexo(anexo)),
        encerramento(novo, contexto),
    )


def recusar(*grupos: Iterable[Violacao]) -> None:
    """Refuse when anything was found, each thing told once.

    Raises:
        RegraViolada: all that was found.
    """
    achados = [v for grupo in grupos for v in grupo]
    if achados:
        raise RegraViolada(*dict.fromkeys(achados))


def _sem_nome_de_arquivo(novo: NovoRA) -> NovoRA:
    """The name of a file is not stored, so it may hold any character."""
    return replace(novo, anexos=tuple(replace(anexo, nome="") for anexo in novo.anexos))


def _caracteres(novo: NovoRA, fatos: Fatos, aba: str) -> list[Violacao]:
    return verificar_comando(getattr(novo, aba), fatos.codificacao, aba)


def _dados_gerais(novo: NovoRA, contexto: Contexto, fatos: Fatos) -> Iterator[Violacao]:
    yield from dados_gerais.verificar(novo.dados_gerais, contexto, fatos.agora)
    if fatos.ra_do_numero_manual is not None:
        yield violacao("M12", "dados_gerais.numero_manual", ra=fatos.ra_do_numero_manual)


def _local(novo: NovoRA, contexto: Contexto, fatos: Fatos, imovel_fato: ImovelFato | None) -> Iterator[Violacao]:
    especificacao = contexto.dominios.especificacoes.get(novo.dados_gerais.especificacao_id or 0)
    if novo.local.imovel_id is not None and imovel_fato is None:
        yield violacao("IMOVEL_INEXISTENTE", "local.imovel_id")
    if imovel_fato is not None and especificacao is not None:
        aberta = imovel.mesma_especificacao(imovel_fato, especificacao)
        yield from (aberta,) if aberta is not None else ()
    yield from local.verificar(novo.local, novo.dados_gerais, contexto, imovel_fato, fatos.agora.date())
    yield from geografia(novo, fatos)
    yield from financeiro(novo, contexto, fatos)


def geografia(novo: NovoRA, fatos: Fatos) -> Iterator[Violacao]:
    """Resolve the codes typed, each within the one above it, and the divisão that must serve them [FS0013]."""
    if not fatos.setor_da_localidade:
        yield violacao("M02", "local.setor_comercial_id")
    if not fatos.quadra_do_setor:
        yield violacao("QUADRA_INEXISTENTE", "local.quadra_id")
    if not fatos.area_do_bairro:
        yield violacao("M02", "local.bairro_area_id")
    nivel = local.nivel_da_divisao(novo.local)
    if not fatos.divisao_atende and nivel is not None:
        yield violacao("M17", "local.divisao_esgoto_id", nivel=nivel.value)


def financeiro(novo: NovoRA, contexto: Contexto, fatos: Fatos) -> Iterator[Violacao]:
    """Check again the contas and payments tied to the RA [FS0046 to FS0050]."""
    if len(fatos.contas) < len(set(novo.local.conta_ids)):
        yield violacao("CONTA_NAO_LOCALIZADA", regras_conta.CAMPO)
    for conta in fatos.contas:
        recusa = regras_conta.verificar(conta.situacao_id, conta.vencimento, contexto, fatos.agora.date())
        yield from (recusa,) if recusa is not None else ()
    exige = exigencias(novo.dados_gerais.especificacao_id, contexto.dominios)
    pedido = Pedido(novo.local.pagamento_ids, novo.local.devolucoes)
    yield from verificar_pedido(pedido, exige, contexto.operador, fatos.pagamentos)


def _solicitante(novo: NovoRA, contexto: Contexto, fatos: Fatos, imovel_fato: ImovelFato | None) -> list[Violacao]:
    return solicitante.verificar(novo.solicitante, novo.dados_gerais, contexto, _do_solicitante(fatos), imovel_fato)


def _do_solicitante(fatos: Fatos) -> solicitante.FatosSolicitante:
    return solicitante.FatosSolicitante(fatos.cliente, fatos.funcionario_unidade_id)


def encerramento(novo: NovoRA, contexto: Contexto) -> Iterator[Violacao]:
    """Refuse an automatic closing that Encerrar RA would refuse [UC0435]."""
    dominios = contexto.dominios
    especificacao = dominios.especificacoes.get(novo.dados_gerais.especificacao_id or 0)
    if especificacao is None or not especificacao.encerramento_automatico:
        return
    motivo = dominios.motivos_encerramento.get(MOTIVO_CONCLUSAO_SERVICO)
    if motivo is None or not motivo.em_uso:
        yield violacao("MOTIVO_AUSENTE", "dados_gerais.especificacao_id")
    if planejar(especificacao, novo.local, dominios) is not None:
        yield violacao("OS_EM_ABERTO", "dados_gerais.especificacao_id")
