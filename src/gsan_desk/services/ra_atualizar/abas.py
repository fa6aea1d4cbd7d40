"""Leaving a tab of Atualizar RA: the checks of Concluir that belong to it, without locking anything (spec 10 §7.3)."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import AtualizarRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, Violacao
from gsan_desk.domain.fusao_ra import fundir
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras import local as regras_local
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.ra_atualizar.complemento import completar, pendencias
from gsan_desk.services.ra_atualizar.leitura import ler
from gsan_desk.services.ra_atualizar.resolucao import do_comando
from gsan_desk.services.ra_atualizar.verificacao import Alteracao, julgar
from gsan_desk.services.ra_duplicidade import Aviso
from gsan_desk.services.ra_inserir.verificacao import recusar


@dataclass(frozen=True, slots=True)
class LugarVerificado:
    """What leaving the tab Local da Ocorrência brings back; ``local`` is the place as the imóvel completes it."""

    imovel: ImovelFato | None
    local: Local
    avisos: tuple[Aviso, ...]
    alertas: tuple[Violacao, ...]


def verificar_dados_gerais(session: Session, contexto: Contexto, comando: AtualizarRA) -> None:
    """Check the first tab; at most four statements.

    Raises:
        Conflito: the RA is gone (M32).
        RegraViolada: all that is wrong in it.
    """
    _recusar_da_aba(session, _alteracao(session, contexto, comando), "dados_gerais")


def verificar_local(session: Session, contexto: Contexto, comando: AtualizarRA) -> LugarVerificado:
    """Check the second tab and look for duplicates; at most five statements.

    Raises:
        Conflito: the RA is gone (M32).
        RegraViolada: all that is wrong in it; warnings do not raise.
    """
    alteracao = _alteracao(session, contexto, comando)
    _recusar_da_aba(session, alteracao, "local")
    local, imovel = alteracao.depois.local, _sem_este_ra(alteracao)
    exige = exigencias(alteracao.depois.dados_gerais.especificacao_id, contexto.dominios)
    alertas = tuple(regras_local.avisos(local, imovel, exige))
    return LugarVerificado(alteracao.imovel, local, pendencias(session, alteracao), alertas)


def verificar_solicitantes(session: Session, contexto: Contexto, comando: AtualizarRA) -> None:
    """Check the grid of solicitantes, each changed row by section 10; at most four statements.

    Raises:
        Conflito: the RA is gone (M32).
        RegraViolada: all that is wrong in it; fields are ``solicitantes.{id or protocolo}.{attribute}``.
    """
    _recusar_da_aba(session, _alteracao(session, contexto, comando), "solicitantes")


def _alteracao(session: Session, contexto: Contexto, comando: AtualizarRA) -> Alteracao:
    """Take the RA as the screen read it: what others did meanwhile is a matter of Concluir."""
    lido = ler(session, comando.numero)
    if lido is None:
        raise Conflito(texto("M32"))
    lido = replace(lido, estado=comando.lido)
    imovel_id = comando.local.imovel_id
    imovel = imoveis.carregar(session, contexto, imovel_id) if imovel_id is not None else None
    fundido = fundir(do_comando(contexto, comando, lido.situacao, imovel), lido.estado)
    return Alteracao(contexto, comando, lido, completar(contexto, fundido, lido, imovel), imovel)


def _recusar_da_aba(session: Session, alteracao: Alteracao, aba: str) -> None:
    _, achados = julgar(session, alteracao)
    recusar(v for v in achados if v.campo is not None and v.campo.partition(".")[0] == aba)


def _sem_este_ra(alteracao: Alteracao) -> ImovelFato | None:
    """An RA is no other pending RA of its own imóvel [SB0021]."""
    imovel = alteracao.imovel
    if imovel is None:
        return None
    return replace(imovel, pendentes=tuple(p for p in imovel.pendentes if p.id != alteracao.lido.numero))
