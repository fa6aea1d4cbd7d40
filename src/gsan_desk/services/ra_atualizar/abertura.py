"""Opening Atualizar RA: may it be changed, and what of it [UC0408 FS0012], spec 10 §7.1, §7.2."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import EstadoRA, PermissoesDeAlteracao
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.atualizacao import Abas, Posse, permissoes, precondicao
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.ra_atualizar import leitura
from gsan_desk.services.ra_atualizar.leitura import RALido, TextosDoLocal
from gsan_desk.services.ra_atualizar.resolucao import desbloquear, desbloqueavel
from gsan_desk.services.ra_consultar import ContaDoRA, PagamentoDoRA


@dataclass(frozen=True, slots=True)
class RAParaAtualizar:
    """What the screen starts with; ``estado`` goes back with the command as what was read.

    ``local`` is what the second tab shows: the one of ``estado``, unless the RA was blocked and its imóvel can place it
    by now (``desbloqueado``). The combos must show the values of ``estado`` even when out of use.
    """

    numero: int
    estado: EstadoRA
    local: Local
    desbloqueado: bool
    situacao: SituacaoRA
    imovel: ImovelFato | None
    permite: PermissoesDeAlteracao
    textos: TextosDoLocal
    contas: tuple[ContaDoRA, ...]
    pagamentos: tuple[PagamentoDoRA, ...]
    unidade_atual: str
    data_prevista: date
    valor_sugerido: Decimal | None
    agora: datetime
    alterado_por: str | None
    alterado_em: datetime

    @property
    def versao(self) -> datetime:
        """Stamp of the last change of the RA; those of the rows below are in ``estado``."""
        return self.estado.versao


def abrir(session: Session, contexto: Contexto, numero: int) -> RAParaAtualizar:
    """Read the RA with all that its four tabs edit; two statements.

    Raises:
        RegraViolada: there is no such RA (M70), or the first of M40 to M43 that forbids changing it.
    """
    lido = leitura.ler(session, numero)
    if lido is None:
        raise RegraViolada(violacao("M70", "numero"))
    exigir(lido, contexto)
    local, gerais = lido.estado.local, lido.estado.dados_gerais
    imovel = imoveis.carregar(session, contexto, local.imovel_id) if local.imovel_id is not None else None
    desbloqueado = desbloqueavel(lido.situacao, local, imovel)
    return RAParaAtualizar(
        numero=lido.numero,
        estado=lido.estado,
        local=desbloquear(contexto, gerais, local, imovel) if desbloqueado else local,
        desbloqueado=desbloqueado,
        situacao=lido.situacao,
        imovel=imovel,
        permite=permissoes(Abas(gerais, local), lido.tem_os, contexto),
        textos=lido.textos,
        contas=lido.contas,
        pagamentos=lido.pagamentos,
        unidade_atual=lido.unidade_atual,
        data_prevista=lido.data_prevista,
        valor_sugerido=exigencias(gerais.especificacao_id, contexto.dominios).valor_sugerido,
        agora=lido.agora,
        alterado_por=lido.quem,
        alterado_em=lido.estado.versao,
    )


def exigir(lido: RALido, contexto: Contexto) -> None:
    """Refuse an RA that this person may not change, or not now.

    Raises:
        RegraViolada: the first of M40, M41, M42, M43.
    """
    posse = Posse(
        numero=lido.numero,
        situacao=lido.situacao,
        unidade_atual_id=lido.unidade_atual_id,
        unidade_atual=lido.unidade_atual,
        unidade_atendimento_id=lido.estado.dados_gerais.unidade_id,
        ra_duplicidade_id=lido.ra_duplicidade_id,
        tem_os_programada=lido.tem_os_programada,
    )
    if recusa := precondicao(posse, contexto):
        raise RegraViolada(recusa)
