"""The rows of a new RA (spec 10 §3.7, §11).

RA, solicitante and OS go one by one, since others need their ids; all the rest hangs on one last statement.
"""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import PARECER_DA_ABERTURA, SIM, RelacaoTipo
from gsan_desk.domain.dominios import Contexto, Especificacao
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import Anexo, NovoRA, RAInserido
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.regras.ordem_servico import OrdemServicoAutomatica, planejar
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import variantes
from gsan_desk.models.base import Base, proximo_id
from gsan_desk.models.devolucao import DevolucaoItem
from gsan_desk.services import linhas_juntas
from gsan_desk.services.devolucao import linhas as devolucao
from gsan_desk.services.linhas_juntas import Parte
from gsan_desk.services.linhas_os import linha_da_os
from gsan_desk.services.linhas_solicitante import linha_do_solicitante, linhas_dos_fones
from gsan_desk.services.ra_inserir import aviso_sms, documentos, linha_ra
from gsan_desk.services.ra_inserir.fatos import Fatos
from gsan_desk.services.urgencia import avisar


@dataclass(frozen=True, slots=True)
class _Gravacao:
    """The RA already inserted, and all that the other rows take from it."""

    session: Session
    contexto: Contexto
    novo: NovoRA
    fatos: Fatos
    especificacao: Especificacao
    unidade_id: int
    ra: dict[str, Any]
    fila: list[Parte] = field(default_factory=list)

    @property
    def ra_id(self) -> int:
        """Number of the RA."""
        return int(self.ra["id"])

    @property
    def usuario_id(self) -> int:
        """Who is registering."""
        return self.contexto.operador.usuario_id

    def inserir(self, modelo: type[Base], *linhas: dict[str, Any]) -> None:
        """Have rows of one table written by the last statement, all with the moment of the transaction."""
        comuns = {"ultima_alteracao": self.fatos.agora}
        self.fila.append(Parte(modelo, [{**linha, **comuns} for linha in linhas]))

    def inserir_um(self, modelo: Any, linha: dict[str, Any]) -> int:
        """Insert one row and give its id."""
        valores = {"id": proximo_id(modelo), **linha, "ultima_alteracao": self.fatos.agora}
        return linhas_juntas.inserir_um(self.session, modelo, valores)


def gravar(session: Session, contexto: Contexto, novo: NovoRA, fatos: Fatos) -> RAInserido:
    """Write everything; the checks were made.

    Raises:
        RegraViolada: another person used the manual number meanwhile (M12).
    """
    gerais = novo.dados_gerais
    especificacao = contexto.dominios.especificacoes[gerais.especificacao_id or 0]
    ra = linha_ra.montar(novo, contexto, especificacao, fatos.agora)
    ra["id"] = _inserir_ra(session, ra)
    gravacao = _Gravacao(session, contexto, novo, fatos, especificacao, gerais.unidade_id or 0, ra)
    _unidades(gravacao)
    solicitante_id = _solicitante(gravacao)
    _fones(gravacao, solicitante_id)
    _anexos(gravacao)
    _contas(gravacao)
    _pagamentos(gravacao)
    _tramite(gravacao)
    ordem = planejar(especificacao, novo.local, contexto.dominios)
    ordem_id = _ordem_servico(gravacao, ordem) if ordem is not None else None
    _urgencia(gravacao)
    linhas_juntas.inserir(session, [*gravacao.fila, *aviso_sms.partes(contexto, novo, fatos, ra, solicitante_id)])
    return RAInserido(gravacao.ra_id, novo.protocolo, ordem_id, especificacao.encerramento_automatico)


def _inserir_ra(session: Session, ra: dict[str, Any]) -> int:
    modelo = ap.RegistroAtendimento
    try:
        return linhas_juntas.inserir_um(session, modelo, {"id": proximo_id(modelo), **ra})
    except IntegrityError as erro:
        if ra["numero_manual"] is not None and isinstance(erro.orig, psycopg.errors.UniqueViolation):
            texto = "Número Manual já usado em outro RA."
            raise RegraViolada(Violacao("M12", texto, "dados_gerais.numero_manual")) from erro
        raise


def _unidades(gravacao: _Gravacao) -> None:
    """Say who registered and, when the RA is born closed, who closed it."""
    papeis = [(gravacao.unidade_id, RelacaoTipo.ABRIR)]
    if gravacao.especificacao.encerramento_automatico:
        papeis.append((gravacao.contexto.operador.unidade_id or gravacao.unidade_id, RelacaoTipo.ENCERRAR))
    gravacao.inserir(
        ap.RegistroAtendimentoUnidade,
        *(
            {
                "id": proximo_id(ap.RegistroAtendimentoUnidade),
                "registro_atendimento_id": gravacao.ra_id,
                "unidade_id": unidade_id,
                "usuario_id": gravacao.usuario_id,
                "relacao_tipo_id": papel,
            }
            for unidade_id, papel in papeis
        ),
    )


def _solicitante(gravacao: _Gravacao) -> int:
    """Write the principal solicitante, with the documents that the base has a place for."""
    linha: dict[str, Any] = {
        "registro_atendimento_id": gravacao.ra_id,
        "indicador_solicitante_principal": SIM,
        "protocolo": gravacao.novo.protocolo,
    }
    exige = exigencias(gravacao.especificacao.id, gravacao.contexto.dominios)
    linha |= linha_do_solicitante(gravacao.novo.solicitante, exige)
    guardados = documentos.colunas(gravacao.session, gravacao.novo.documentos)
    if not guardados:
        return gravacao.inserir_um(ap.RegistroAtendimentoSolicitante, linha)
    tabela = variantes.ra_solicitante
    comuns = {"id": proximo_id(ap.RegistroAtendimentoSolicitante), "ultima_alteracao": gravacao.fatos.agora}
    valores = variantes.valores(ap.RegistroAtendimentoSolicitante, linha | comuns) | guardados
    return int(gravacao.session.execute(insert(tabela).values(valores).returning(tabela.c.raso_id)).scalar_one())


def _fones(gravacao: _Gravacao, solicitante_id: int) -> None:
    gravacao.inserir(ap.SolicitanteFone, *linhas_dos_fones(gravacao.novo.solicitante, solicitante_id))


def _anexos(gravacao: _Gravacao) -> None:
    gravacao.inserir(
        ap.RegistroAtendimentoAnexo,
        *(
            {"id": proximo_id(ap.RegistroAtendimentoAnexo), **linha_do_anexo(gravacao.ra_id, anexo)}
            for anexo in gravacao.novo.anexos
        ),
    )


def linha_do_anexo(ra_id: int, anexo: Anexo) -> dict[str, Any]:
    """Give the row of an attachment but for its id; the name of the file is not stored."""
    return {
        "registro_atendimento_id": ra_id,
        "documento": anexo.conteudo,
        "extensao": anexo.extensao.lower(),
        "descricao": anexo.observacao.strip() or None,
    }


def _contas(gravacao: _Gravacao) -> None:
    cobradas = devolucao.contas_cobradas(gravacao.fatos.pagamentos, gravacao.novo.local.devolucoes)
    ids = dict.fromkeys((*(conta.id for conta in gravacao.fatos.contas), *cobradas))
    gravacao.inserir(
        ap.RegistroAtendimentoConta,
        *({"registro_atendimento_id": gravacao.ra_id, "conta_id": id_} for id_ in ids),
    )


def _pagamentos(gravacao: _Gravacao) -> None:
    """Write what is asked back, where GSAN has a place for it and where it has none (spec 40 §3.2)."""
    achados, valores = gravacao.fatos.pagamentos, gravacao.novo.local.devolucoes
    duplicados = devolucao.duplicados(gravacao.ra_id, achados)
    gravacao.inserir(ap.RegistroAtendimentoPagamentoDuplicidade, *duplicados)
    gravacao.inserir(DevolucaoItem, *devolucao.itens(gravacao.ra_id, achados, valores))


def _tramite(gravacao: _Gravacao) -> None:
    """Write the first trâmite, even when origin and destination are the same unit."""
    gravacao.inserir(
        ap.Tramite,
        {
            "id": proximo_id(ap.Tramite),
            "registro_atendimento_id": gravacao.ra_id,
            "unidade_origem_id": gravacao.unidade_id,
            "unidade_destino_id": gravacao.ra["unidade_atual_id"],
            "usuario_registro_id": gravacao.usuario_id,
            "usuario_responsavel_id": gravacao.usuario_id,
            "parecer": gravacao.novo.local.parecer.strip() or PARECER_DA_ABERTURA,
            "data_tramite": gravacao.fatos.agora,
        },
    )


def _ordem_servico(gravacao: _Gravacao, ordem: OrdemServicoAutomatica) -> int:
    """Generate the OS of the especificação [UC0430]."""
    ordem_id = gravacao.inserir_um(
        ap.OrdemServico, linha_da_os(ordem, gravacao.ra_id, gravacao.ra, gravacao.fatos.agora)
    )
    gravacao.inserir(
        ap.OrdemServicoUnidade,
        {
            "id": proximo_id(ap.OrdemServicoUnidade),
            "ordem_servico_id": ordem_id,
            "unidade_id": gravacao.unidade_id,
            "usuario_id": gravacao.usuario_id,
            "relacao_tipo_id": RelacaoTipo.ABRIR,
        },
    )
    return ordem_id


def _urgencia(gravacao: _Gravacao) -> None:
    if gravacao.especificacao.urgencia:
        avisar(gravacao.session, gravacao.ra_id, gravacao.ra["unidade_atual_id"], gravacao.fatos.agora)
