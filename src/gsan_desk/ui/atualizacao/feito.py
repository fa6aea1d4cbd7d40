"""What Atualizar says when it is done (spec 10 §7.3)."""

from collections.abc import Iterator, Sequence

from gsan_desk.domain.atualizacao import Juntado, RAAtualizado, SolicitanteRA
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.conflito import DESCONHECIDO
from gsan_desk.domain.mensagens import texto

NADA_MUDOU = "Nada mudou no RA {ra}: não havia o que gravar."


def frase(feito: RAAtualizado) -> str:
    """Say what was done."""
    return texto("ATUALIZADO", ra=feito.numero) if feito.mudancas.tabelas else NADA_MUDOU.format(ra=feito.numero)


def detalhe(feito: RAAtualizado, antes: SituacaoRA, novos: Sequence[SolicitanteRA]) -> str:
    """Say all that follows from it, one line each."""
    return "\n".join(_linhas(feito, antes, novos))


def _linhas(feito: RAAtualizado, antes: SituacaoRA, novos: Sequence[SolicitanteRA]) -> Iterator[str]:
    if feito.ordem_servico is not None:
        yield f"Ordem de Serviço de código {feito.ordem_servico} gerada."
    if feito.situacao is not antes:
        yield f"O RA estava {antes.nome} e agora está {feito.situacao.nome}."
    for linha in novos:
        nome = linha.cliente or linha.funcionario or linha.solicitante.nome
        yield f"Protocolo de {nome}: {linha.protocolo}."
    if feito.sms:
        yield "O SMS com o protocolo vai para a fila de envio."
    if feito.juntado is not None:
        yield _juntado(feito.juntado)
    yield from (alerta.mensagem for alerta in feito.alertas)


def _juntado(juntado: Juntado) -> str:
    quando = f" em {juntado.quando:%d/%m/%Y %H:%M}" if juntado.quando is not None else ""
    return f"Ficou também o que {juntado.quem or DESCONHECIDO} mudou{quando}: {', '.join(juntado.campos)}."
