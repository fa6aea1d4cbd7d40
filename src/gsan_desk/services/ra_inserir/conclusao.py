"""Concluir: lock, check everything again, write (spec 10 §3.6, §3.7)."""

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.services.devolucao.linhas import nomes_das_travas
from gsan_desk.services.progis import abertura as do_relato
from gsan_desk.services.ra_duplicidade import AvisosPendentes, avisos
from gsan_desk.services.ra_inserir import fatos as leitura
from gsan_desk.services.ra_inserir.gravacao import gravar
from gsan_desk.services.ra_inserir.resolucao import resolver
from gsan_desk.services.ra_inserir.verificacao import carregar_imovel, verificar_tudo
from gsan_desk.services.ra_trava import nome_da_dupla, travar


def concluir(session: Session, contexto: Contexto, comando: NovoRA) -> RAInserido:
    """Register the RA with all that hangs on it; at most nine statements, thirteen when it answers a report.

    A second call with the same ``chave`` writes nothing and gives the same number (M31).

    Raises:
        Conflito: another desk has been registering the same for longer than the lock waits, or decided the report.
        RegraViolada: all that is wrong with the command.
        AvisosPendentes: an RA may exist already, and the attendant has not said to go on.
    """
    _travar(session, comando)
    imovel = carregar_imovel(session, contexto, comando)
    novo = resolver(comando, contexto, imovel)
    fatos = leitura.carregar(session, novo)
    if fatos.existente is not None:
        return fatos.existente
    novo = do_relato.preparar(session, contexto, novo)
    verificar_tudo(novo, contexto, fatos, imovel)
    pendentes = avisos(session, contexto, novo, imovel, ao_concluir=True)
    if pendentes:
        raise AvisosPendentes(pendentes)
    inserido = gravar(session, contexto, novo, fatos)
    do_relato.decidir(session, novo, inserido.numero)
    return inserido


def _travar(session: Session, comando: NovoRA) -> None:
    """Let no other desk decide about the same form, imóvel with especificação, or manual number until the commit.

    The base has no constraint on the second. It is a statement of its own, so that the next ones see what the other
    desk wrote while this one waited.
    """
    nomes = [f"gsan-desk:ra:chave:{comando.chave}"]
    if comando.local.imovel_id is not None:
        nomes.append(nome_da_dupla(comando.local.imovel_id, comando.dados_gerais.especificacao_id))
    nomes += nomes_das_travas(comando.local)
    if (manual := leitura.numero_manual_de(comando)) is not None:
        nomes.append(f"gsan-desk:ra:manual:{manual}")
    travar(session, *nomes)
