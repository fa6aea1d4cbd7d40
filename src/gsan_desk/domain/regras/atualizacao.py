"""Who may change an RA and what of it [UC0408 FS0012], spec 10 §7.1 to §7.3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gsan_desk.domain.atualizacao import PermissoesDeAlteracao
from gsan_desk.domain.codigos import SituacaoRA, TipoAtendimento
from gsan_desk.domain.conflito import essencia
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, Local
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.domain.regras.exigencias import exigencias

GEOGRAFIA = ("imovel_id", "localidade_id", "setor_comercial_id", "quadra_id", "divisao_esgoto_id", "bairro_area_id")
DO_VALOR = frozenset({"M02", "M08", "M17", "QUADRA_INEXISTENTE", "IMOVEL_INEXISTENTE"})
"""What is told of a value that need not be valid any more while it is the RA's own."""
DO_IMOVEL = frozenset({"M14", "M15"})
SO_AO_INSERIR = frozenset({"M16"})


@dataclass(frozen=True, slots=True)
class Posse:
    """Who has the RA and how it stands."""

    numero: int
    situacao: SituacaoRA
    unidade_atual_id: int | None
    unidade_atual: str
    unidade_atendimento_id: int | None
    ra_duplicidade_id: int | None
    tem_os_programada: bool


@dataclass(frozen=True, slots=True)
class Abas:
    """The first two tabs at one moment."""

    dados_gerais: DadosGerais
    local: Local


def precondicao(posse: Posse, contexto: Contexto) -> Violacao | None:
    """Give the first reason why the RA may not be changed, in order: M40, M41, M42, M43."""
    if not pode_manter(contexto, posse.unidade_atual_id, posse.unidade_atendimento_id):
        return violacao("M40", unidade=posse.unidade_atual)
    if posse.ra_duplicidade_id is not None:
        return violacao("M41", ra=posse.numero, referencia=posse.ra_duplicidade_id)
    if posse.situacao is SituacaoRA.ENCERRADO:
        return violacao("M42", ra=posse.numero, situacao=posse.situacao.nome.lower())
    return violacao("M43", ra=posse.numero) if posse.tem_os_programada else None


def permissoes(abas: Abas, tem_os: bool, contexto: Contexto) -> PermissoesDeAlteracao:
    """Tell which fields may change (§7.2)."""
    manual = abas.dados_gerais.tipo_atendimento is TipoAtendimento.MANUAL
    motivo = especificacao_presa(tem_os, bool(abas.local.conta_ids))
    exige = exigencias(abas.dados_gerais.especificacao_id, contexto.dominios)
    return PermissoesDeAlteracao(
        data_e_hora=manual,
        espera_final=manual,
        especificacao=motivo is None,
        motivo_especificacao=motivo,
        endereco=not (exige.imovel_obrigatorio and abas.local.imovel_id is not None),
    )


def especificacao_presa(tem_os: bool, tem_contas: bool) -> Violacao | None:
    """Hold the especificação while an OS or a conta hangs on the RA (M45)."""
    if not (tem_os or tem_contas):
        return None
    impedimento = "ordem de serviço" if tem_os else "contas"
    return violacao("M45", "dados_gerais.especificacao_id", nome="Especificação", impedimento=impedimento)


def que_valem(achados: Iterable[Violacao], novas: Abas, antes: Abas) -> Iterator[Violacao]:
    """Drop what Atualizar does not ask (§7.3).

    The RA keeps values that went out of use; the imóvel is judged again only with another imóvel or especificação;
    the due-day change never.
    """
    outro = novas.local.imovel_id != antes.local.imovel_id or _especificacao(novas) != _especificacao(antes)
    for achado in achados:
        if achado.codigo in SO_AO_INSERIR or (achado.codigo in DO_IMOVEL and not outro):
            continue
        if achado.codigo in DO_VALOR and not _mudou(achado.campo, novas, antes):
            continue
        yield achado


def _especificacao(abas: Abas) -> int | None:
    return abas.dados_gerais.especificacao_id


def _mudou(campo: str | None, novas: Abas, antes: Abas) -> bool:
    """Tell whether a field changed; codes of places count together, since each is looked up within the one above."""
    aba, _, atributo = (campo or "").partition(".")
    atributos = GEOGRAFIA if aba == "local" and atributo in GEOGRAFIA else (atributo,)
    return any(_valor(novas, aba, nome) != _valor(antes, aba, nome) for nome in atributos)


def _valor(abas: Abas, aba: str, atributo: str) -> Any:
    return essencia(getattr(getattr(abas, aba), atributo))
