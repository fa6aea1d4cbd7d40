"""The rows of a simplified RA (spec 10 §6, §11)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import (
    MOTIVO_CONCLUSAO_SERVICO,
    NAO,
    PARECER_DA_ABERTURA,
    SIM,
    RelacaoTipo,
    SituacaoRA,
    TipoAtendimento,
)
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.regras import simplificado as regras
from gsan_desk.domain.simplificado import (
    MEIO_INTERNO,
    ClienteDoCpf,
    FatosSimplificado,
    NovoSimplificado,
    TipoSimplificado,
)
from gsan_desk.models import variantes
from gsan_desk.models.atendimentopublico import (
    RegistroAtendimento,
    RegistroAtendimentoSolicitante,
    RegistroAtendimentoUnidade,
    Tramite,
)
from gsan_desk.models.base import proximo_id
from gsan_desk.models.desk import RAChave
from gsan_desk.services.ra_simplificado.fatos import Fatos


@dataclass(frozen=True, slots=True)
class _Gravacao:
    session: Session
    comando: NovoSimplificado
    fatos: Fatos
    usuario_id: int
    unidade_id: int


def gravar(
    session: Session, contexto: Contexto, comando: NovoSimplificado, fatos: Fatos, recusa: tuple[Violacao, ...]
) -> int:
    """Write the RA, its two units, its solicitante, its trâmite and its key; five statements. Gives its number."""
    operador = contexto.operador
    gravacao = _Gravacao(session, comando, fatos, operador.usuario_id, operador.unidade_id or 0)
    numero = _ra(gravacao, recusa)
    _unidades(gravacao, numero)
    _solicitante(gravacao, numero)
    _tramite(gravacao, numero)
    session.execute(
        insert(RAChave).values(chave=comando.chave, registro_atendimento_id=numero, usuario_id=operador.usuario_id)
    )
    return numero


def completar_rg(session: Session, comando: NovoSimplificado, cliente: ClienteDoCpf | None) -> None:
    """Give the register the RG that it lacks; the server refuses to change one that is there."""
    documentos = regras.documentos(comando)
    if cliente is None or cliente.tem_rg or not documentos.rg:
        return
    session.execute(
        select(func.gsan_desk.completar_rg(cliente.id, documentos.rg, documentos.orgao_rg_id, documentos.uf_rg_id))
    )


def _ra(gravacao: _Gravacao, recusa: tuple[Violacao, ...]) -> int:
    comando, agora = gravacao.comando, gravacao.fatos.agora
    proprias = _do_tipo(comando, gravacao.fatos.digitado, recusa)
    ocorrencia_id = comando.ocorrencia_id if comando.tipo is TipoSimplificado.OPERACIONAL else None
    atributos: dict[str, Any] = {
        "id": proximo_id(RegistroAtendimento),
        "especificacao_id": gravacao.fatos.especificacoes[comando.tipo.name.lower()],
        "meio_solicitacao_id": MEIO_INTERNO,
        "situacao": SituacaoRA.ENCERRADO,
        "motivo_encerramento_id": MOTIVO_CONCLUSAO_SERVICO,
        "data_atendimento": agora,
        "data_encerramento": agora,
        "data_prevista_original": agora.date(),
        "data_prevista_atual": agora.date(),
        "indicador_atendimento_online": TipoAtendimento.ONLINE,
        "indicador_coordenada_sem_logradouro": NAO,
        "unidade_atual_id": gravacao.unidade_id,
        "ultima_alteracao": agora,
        **proprias,
    }
    tabela = variantes.registro_atendimento
    valores = variantes.valores(RegistroAtendimento, atributos) | {"ocop_id": ocorrencia_id}
    return int(gravacao.session.execute(insert(tabela).values(valores).returning(tabela.c.rgat_id)).scalar_one())


def _do_tipo(comando: NovoSimplificado, fatos: FatosSimplificado, recusa: tuple[Violacao, ...]) -> dict[str, Any]:
    """Give observação, description of the place and localidade, which are what the three kinds differ in."""
    if comando.tipo is TipoSimplificado.INFORMACAO:
        return {
            "observacao": comando.informacao.strip(),
            "descricao_local_ocorrencia": regras.DESCRICAO_INFORMACAO,
            "localidade_id": comando.localidade_id,
        }
    if comando.tipo is TipoSimplificado.REITERACAO and fatos.original is not None:
        return {
            "observacao": regras.observacao_da_reiteracao(comando, fatos.original, recusa),
            "descricao_local_ocorrencia": regras.DESCRICAO_REITERACAO,
        }
    if fatos.ocorrencia is None:
        raise ValueError("the rules let no other kind through without its ocorrência")
    return {
        "observacao": fatos.ocorrencia.observacao or None,
        "descricao_local_ocorrencia": fatos.ocorrencia.descricao,
        "localidade_id": fatos.ocorrencia.localidade_id,
    }


def _unidades(gravacao: _Gravacao, numero: int) -> None:
    """Say who registered and who closed it, which is the same person."""
    linhas = [
        {
            "id": proximo_id(RegistroAtendimentoUnidade),
            "registro_atendimento_id": numero,
            "unidade_id": gravacao.unidade_id,
            "usuario_id": gravacao.usuario_id,
            "relacao_tipo_id": papel,
            "ultima_alteracao": gravacao.fatos.agora,
        }
        for papel in (RelacaoTipo.ABRIR, RelacaoTipo.ENCERRAR)
    ]
    gravacao.session.execute(insert(RegistroAtendimentoUnidade).values(linhas))


def _solicitante(gravacao: _Gravacao, numero: int) -> None:
    """Write who called, with the documents that only this variant holds; nome and cliente both, as GSAN does."""
    comando, cliente = gravacao.comando, gravacao.fatos.digitado.cliente
    documentos = regras.documentos(comando)
    atributos = {
        "id": proximo_id(RegistroAtendimentoSolicitante),
        "registro_atendimento_id": numero,
        "cliente_id": cliente.id if cliente is not None else None,
        "nome": comando.nome.strip(),
        "indicador_solicitante_principal": SIM,
        "protocolo": comando.protocolo,
        "indicador_envio_email_pesquisa": NAO,
        "ultima_alteracao": gravacao.fatos.agora,
    }
    valores = variantes.valores(RegistroAtendimentoSolicitante, atributos) | {
        "raso_nncpf": documentos.cpf or None,
        "raso_nnrg": documentos.rg or None,
        "oerg_id": documentos.orgao_rg_id,
        "unfe_id": documentos.uf_rg_id,
    }
    gravacao.session.execute(insert(variantes.ra_solicitante).values(valores))


def _tramite(gravacao: _Gravacao, numero: int) -> None:
    """Write the first trâmite, to the unit where the contact was answered."""
    gravacao.session.execute(
        insert(Tramite).values(
            id=proximo_id(Tramite),
            registro_atendimento_id=numero,
            unidade_origem_id=gravacao.unidade_id,
            unidade_destino_id=gravacao.unidade_id,
            usuario_registro_id=gravacao.usuario_id,
            usuario_responsavel_id=gravacao.usuario_id,
            parecer=PARECER_DA_ABERTURA,
            data_tramite=gravacao.fatos.agora,
            ultima_alteracao=gravacao.fatos.agora,
        )
    )
