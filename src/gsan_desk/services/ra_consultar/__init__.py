"""Consultar Registro de Atendimento [UC0424, UC0452] and the lists opened from it [UC0431, UC0447]."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoOS, SituacaoRA
from gsan_desk.domain.devolucao import TipoDevolucao, TipoDocumento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.atendimentopublico import OrdemServico, RegistroAtendimentoAnexo, ServicoTipo
from gsan_desk.services.linhas_json import Consulta, texto
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_consultar import cabecalho, colecoes, pessoas
from gsan_desk.services.ra_consultar.dados import (
    AnexoDoRA,
    ContaDoRA,
    ConteudoDoAnexo,
    DadosGerais,
    EncerramentoDoRA,
    FoneDoRA,
    LocalDaOcorrencia,
    MensagemSms,
    OrdemServicoDoRA,
    PagamentoDoRA,
    RAAssociado,
    RAConsulta,
    ReiteracaoDoRA,
    SolicitanteDoRA,
    UltimoTramite,
)

__all__ = [
    "AnexoDoRA",
    "ContaDoRA",
    "ConteudoDoAnexo",
    "DadosGerais",
    "EncerramentoDoRA",
    "FoneDoRA",
    "LocalDaOcorrencia",
    "MensagemSms",
    "OrdemServicoDoRA",
    "PagamentoDoRA",
    "RAAssociado",
    "RAConsulta",
    "ReiteracaoDoRA",
    "SolicitanteDoRA",
    "UltimoTramite",
    "anexo",
    "consultar",
    "consultar_com",
    "montar_conta",
    "montar_pagamento",
    "montar_solicitante",
    "ordens_de_servico",
    "solicitantes",
]


def consultar(session: Session, contexto: Contexto, numero: int) -> RAConsulta:  # noqa: ARG001 - shape of a use case
    """Read an RA with its ten sections, whatever it lacks; two statements.

    Raises:
        RegraViolada: there is no such RA (M70).
    """
    return consultar_com(session, numero, colecoes.consulta())[0]


def consultar_com(session: Session, numero: int, consulta: Consulta) -> tuple[RAConsulta, Any]:
    """Read an RA by ``colecoes.consulta()`` with columns of one's own, and give that row too; two statements.

    Raises:
        RegraViolada: there is no such RA (M70).
    """
    este = {"numero": numero}
    linha = session.execute(cabecalho.consulta(), este).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    partes = session.execute(consulta, este).one()
    return _montar(linha, partes), partes


def _montar(linha: Any, partes: Any) -> RAConsulta:
    ra, tramite = linha.RegistroAtendimento, _tramite(partes.tramite)
    return RAConsulta(
        numero=ra.id,
        situacao=SituacaoRA(ra.situacao),
        versao=ra.ultima_alteracao,
        gerais=cabecalho.gerais(linha, partes.abertura, tramite.unidade_origem if tramite else ""),
        local=cabecalho.local(linha),
        solicitante=_principal(partes.solicitante),
        anexos=tuple(AnexoDoRA(**d) for d in partes.anexos),
        ultimo_tramite=tramite,
        reiteracoes=tuple(_reiteracao(d) for d in partes.reiteracoes),
        associado=_associado(partes.associado),
        encerramento=_encerramento(partes.encerramento),
        contas=tuple(montar_conta(d) for d in partes.contas),
        pagamentos=tuple(montar_pagamento(d) for d in partes.pagamentos),
        mensagens=tuple(_mensagem(d) for d in partes.mensagens),
    )


def anexo(session: Session, ra_anexo_id: int) -> ConteudoDoAnexo | None:
    """Read one attachment with its content; ``None`` when somebody removed it."""
    modelo = RegistroAtendimentoAnexo
    linha = session.execute(
        select(modelo.registro_atendimento_id, texto(modelo.descricao), texto(modelo.extensao), modelo.documento).where(
            modelo.id == ra_anexo_id
        )
    ).one_or_none()
    return ConteudoDoAnexo(*linha) if linha else None


def ordens_de_servico(session: Session, numero: int) -> tuple[OrdemServicoDoRA, ...]:
    """List the OS of an RA by number [UC0431]; one statement."""
    consulta = (
        select(
            OrdemServico.id,
            texto(ServicoTipo.descricao),
            OrdemServico.data_geracao,
            OrdemServico.situacao,
            OrdemServico.data_encerramento,
            texto(OrdemServico.descricao_parecer_encerramento),
            OrdemServico.valor_atual,
        )
        .outerjoin(ServicoTipo, ServicoTipo.id == OrdemServico.servico_tipo_id)
        .where(OrdemServico.registro_atendimento_id == numero)
        .order_by(OrdemServico.id)
    )
    return tuple(
        OrdemServicoDoRA(id, servico, geracao, SituacaoOS(situacao), encerramento, parecer, valor)
        for id, servico, geracao, situacao, encerramento, parecer, valor in session.execute(consulta)
    )


def solicitantes(session: Session, numero: int) -> tuple[SolicitanteDoRA, ...]:
    """List the solicitantes of an RA, principal first [UC0447]; one statement."""
    dados = session.execute(pessoas.todos(), {"numero": numero}).scalar_one()
    return tuple(montar_solicitante(d) for d in dados)


def _principal(dados: dict[str, Any] | None) -> SolicitanteDoRA | None:
    return montar_solicitante(dados) if dados and dados["principal"] else None


def montar_solicitante(dados: dict[str, Any]) -> SolicitanteDoRA:
    """Build the row of :func:`pessoas.solicitantes`."""
    return SolicitanteDoRA(**dados | {"fones": _fones(dados)})


def _reiteracao(dados: dict[str, Any]) -> ReiteracaoDoRA:
    return ReiteracaoDoRA(**dados | {"fones": _fones(dados), "data": _momento(dados["data"])})


def _fones(dados: dict[str, Any]) -> tuple[FoneDoRA, ...]:
    return tuple(FoneDoRA(**fone | {"ddd": fone["ddd"].strip()}) for fone in dados["fones"])


def _tramite(dados: dict[str, Any] | None) -> UltimoTramite | None:
    return UltimoTramite(**dados | {"data": _momento(dados["data"])}) if dados else None


def _associado(dados: dict[str, Any] | None) -> RAAssociado | None:
    if dados is None:
        return None
    abertura = dados.pop("abertura") or {}
    lidos = {
        "associacao": AssociacaoRA(dados["associacao"]),
        "situacao": SituacaoRA(dados["situacao"]),
        "data": _momento(dados["data"]),
        "data_prevista": date.fromisoformat(dados["data_prevista"]),
        "unidade_atendimento": abertura.get("unidade", ""),
        "usuario": abertura.get("usuario", ""),
    }
    return RAAssociado(**dados | lidos)


def _encerramento(dados: dict[str, Any] | None) -> EncerramentoDoRA | None:
    if dados is None:
        return None
    participacao = dados.pop("participacao") or {}
    lidos = {
        "data": _momento(dados["data"]),
        "data_prevista": date.fromisoformat(dados["data_prevista"]),
        "unidade": participacao.get("unidade", ""),
        "usuario": participacao.get("usuario", ""),
    }
    return EncerramentoDoRA(**dados | lidos)


def montar_conta(dados: dict[str, Any]) -> ContaDoRA:
    """Build the row of :func:`colecoes.contas`."""
    lidos = {"vencimento": date.fromisoformat(dados["vencimento"]), "valor": _valor(dados["valor"])}
    return ContaDoRA(**dados | lidos)


def montar_pagamento(dados: dict[str, Any]) -> PagamentoDoRA:
    """Build the row of :func:`colecoes.pagamentos`."""
    data = dados["data"]
    lidos = {
        "data": date.fromisoformat(data) if data else None,
        "valor": _valor(dados["valor"]),
        "devolver": _valor(dados["devolver"]),
        "tipo": TipoDevolucao(dados["tipo"]),
        "documento": TipoDocumento(dados["documento"]),
    }
    return PagamentoDoRA(**dados | lidos)


def _mensagem(dados: dict[str, Any]) -> MensagemSms:
    momentos = {campo: _momento(dados[campo]) for campo in ("criada_em", "enviada_em", "entregue_em")}
    return MensagemSms(**dados | momentos)


def _momento(texto: str | None) -> datetime | None:
    return datetime.fromisoformat(texto) if texto else None


def _valor(texto: str | None) -> Decimal | None:
    return Decimal(texto) if texto is not None else None
