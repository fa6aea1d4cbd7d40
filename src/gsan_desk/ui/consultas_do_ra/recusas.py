"""Why something cannot be done with the RA shown: what its own data tell, before anything is opened."""

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras.atualizacao import Posse, precondicao
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.services.ra_consultar import RAConsulta
from gsan_desk.ui.funcoes import BALCAO

SEM_PERFIL = "Seu perfil não tem esta função."


def de_atualizar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be changed by this person (M40 to M42); a programmed OS is seen on opening (M43)."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    gerais, associado = ra.gerais, ra.associado
    referencia = associado.numero if associado and associado.associacao is AssociacaoRA.REFERENCIA else None
    posse = Posse(
        numero=ra.numero,
        situacao=ra.situacao,
        unidade_atual_id=gerais.unidade_atual_id,
        unidade_atual=gerais.unidade_atual,
        unidade_atendimento_id=gerais.unidade_atendimento_id,
        ra_duplicidade_id=referencia,
        tem_os_programada=False,
    )
    recusa = precondicao(posse, contexto)
    return recusa.mensagem if recusa is not None else ""


def de_reiterar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be reiterated by this person, whatever the day (M50, M52)."""
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("M50")
    gerais = ra.gerais
    if not pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id):
        return texto("M52")
    return ""


def de_tramitar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be forwarded, as its situação goes (spec 20 §1.3); rights are checked when it opens."""
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("TRAMITE_SITUACAO")
    return texto("SEM_LOTACAO") if contexto.operador.unidade_id is None else ""


def de_encerrar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be closed by this person; a programmed OS is seen on opening (spec 20 §1.3, §9.2)."""
    if ra.situacao is SituacaoRA.ENCERRADO:
        return texto("ENCERRAR_JA_ENCERRADO", ra=ra.numero)
    return _recusa_da_unidade(ra, contexto, "ENCERRAR_OUTRA_UNIDADE")


def de_reativar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be reactivated by this person; the imóvel is looked at on opening (spec 20 §1.3, §10.1)."""
    if ra.situacao is not SituacaoRA.ENCERRADO:
        return texto("REATIVAR_SITUACAO", ra=ra.numero, situacao=ra.situacao.nome.lower())
    associado = ra.associado
    if associado is not None and associado.associacao is AssociacaoRA.REFERENCIA:
        return texto("REATIVAR_DUPLICIDADE", ra=ra.numero, referencia=associado.numero)
    if associado is not None and associado.associacao is AssociacaoRA.ATUAL:
        return texto("REATIVAR_JA_REATIVADO", ra=ra.numero, atual=associado.numero)
    return _recusa_da_unidade(ra, contexto, "REATIVAR_OUTRA_UNIDADE")


def de_desfazer_duplicidade(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why there is no duplicate to undo, or not for this person."""
    associado = ra.associado
    if associado is None or associado.associacao is not AssociacaoRA.REFERENCIA:
        return texto("DUPLICIDADE_AUSENTE", ra=ra.numero)
    return _recusa_da_unidade(ra, contexto, "ENCERRAR_OUTRA_UNIDADE")


def _recusa_da_unidade(ra: RAConsulta, contexto: Contexto, codigo: str) -> str:
    """Tell that the RA is of a unit that the person does not maintain [UC0419], or that the profile does not."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    if contexto.operador.unidade_id is None:
        return texto("SEM_LOTACAO")
    gerais = ra.gerais
    if pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id):
        return ""
    return texto(codigo, unidade=gerais.unidade_atual or gerais.unidade_atendimento or "não informada")


def de_gerar_os(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why no OS can be generated, as its situação and its unit go; the services are seen on opening."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("OS_SITUACAO")
    gerais = ra.gerais
    return "" if pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id) else texto("OS_UNIDADE")


def de_adicionar(ra: RAConsulta) -> str:
    """Tell why no solicitante can be added."""
    return "RA encerrado não recebe solicitante." if ra.situacao is SituacaoRA.ENCERRADO else ""
