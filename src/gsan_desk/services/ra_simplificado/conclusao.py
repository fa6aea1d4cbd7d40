"""Concluir of the Simplificado: an RA born closed, or Inserir RA opened with what was typed (spec 10 §6)."""

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, NovoRA, Solicitante
from gsan_desk.domain.regras import simplificado as regras
from gsan_desk.domain.regras.autorizacao import unidade_atendimento_padrao
from gsan_desk.domain.regras.reiteracao import TAMANHO_NOME, TAMANHO_OBSERVACAO
from gsan_desk.domain.reiteracao import Reiterar
from gsan_desk.domain.simplificado import (
    AberturaDeRA,
    NovoSimplificado,
    RAOriginal,
    SimplificadoInserido,
    TipoSimplificado,
)
from gsan_desk.domain.texto import verificar_comando
from gsan_desk.services.ra_reiterar import reiterar
from gsan_desk.services.ra_simplificado import fatos as leitura
from gsan_desk.services.ra_simplificado.fatos import Fatos
from gsan_desk.services.ra_simplificado.gravacao import completar_rg, gravar
from gsan_desk.services.ra_trava import travar


def concluir(session: Session, contexto: Contexto, comando: NovoSimplificado) -> SimplificadoInserido | AberturaDeRA:
    """Register the contact; eight statements at most, fourteen for a reiteração.

    A second call with the same ``chave`` writes nothing and gives the same number. Comercial, and Operacional without
    ocorrência, write no RA: they give what Inserir RA opens with, same protocolo included.

    Raises:
        Conflito: the RA to be reiterated has been locked for too long.
        RegraViolada: all that is wrong with the command.
    """
    travar(session, f"gsan-desk:ra:chave:{comando.chave}")
    fatos = leitura.carregar(session, comando)
    if fatos.existente is not None:
        return fatos.existente
    achados = [
        *verificar_comando(comando, fatos.codificacao, "simplificado"),
        *regras.verificar(comando, contexto, fatos.digitado),
    ]
    if achados:
        raise RegraViolada(*dict.fromkeys(achados))
    completar_rg(session, comando, fatos.digitado.cliente)
    if regras.abre_inserir(comando):
        return _abertura(contexto, comando, fatos)
    recusa = _reiterar(session, contexto, comando, fatos)
    numero = gravar(session, contexto, comando, fatos, recusa)
    original = fatos.digitado.original
    reiterado = original.numero if comando.tipo is TipoSimplificado.REITERACAO and original and not recusa else None
    return SimplificadoInserido(numero, comando.protocolo, reiterado, recusa)


def _abertura(contexto: Contexto, comando: NovoSimplificado, fatos: Fatos) -> AberturaDeRA:
    """Give Inserir RA the same key, protocolo, date, hour, person and observação."""
    unidade_id = unidade_atendimento_padrao(contexto)
    unidade = contexto.dominios.unidades.get(unidade_id or 0)
    cliente = fatos.digitado.cliente
    quem = Solicitante(cliente_id=cliente.id) if cliente is not None else Solicitante(nome=comando.nome.strip())
    gerais = DadosGerais(
        data=comando.momento.date(),
        hora=comando.momento.time(),
        unidade_id=unidade_id,
        meio_id=unidade.meio_id if unidade is not None else None,
        observacao=comando.observacao.strip(),
    )
    documentos = regras.documentos(comando)
    novo = NovoRA(comando.chave, comando.protocolo, dados_gerais=gerais, solicitante=quem, documentos=documentos)
    return AberturaDeRA(novo)


def _reiterar(session: Session, contexto: Contexto, comando: NovoSimplificado, fatos: Fatos) -> tuple[Violacao, ...]:
    """Reiterate the original with the protocolo of this contact; give why, when it cannot be.

    Refusals come before anything is written, so that the closed RA can still tell them. No phone is asked for here.
    """
    original = fatos.digitado.original
    if comando.tipo is not TipoSimplificado.REITERACAO or original is None:
        return ()
    try:
        reiterar(session, contexto, _pedido(comando, fatos, original))
    except RegraViolada as erro:
        return erro.violacoes
    return ()


def _pedido(comando: NovoSimplificado, fatos: Fatos, original: RAOriginal) -> Reiterar:
    cliente = fatos.digitado.cliente
    nome = comando.nome.strip()[:TAMANHO_NOME]
    return Reiterar(
        ra=original.numero,
        protocolo=comando.protocolo,
        versao=None,
        solicitante=Solicitante(cliente_id=cliente.id) if cliente is not None else Solicitante(nome=nome),
        observacao=comando.observacao.strip()[:TAMANHO_OBSERVACAO],
        fones_obrigatorios=False,
    )
