"""Concluir of Atualizar RA: lock, merge, check, write (spec 10 §2.14, §7.3)."""

from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import AtualizarRA, Juntado, Mudancas, RAAtualizado
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.fusao_ra import RAFundido, fundir
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras import local as regras_local
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.services import imovel as imoveis
from gsan_desk.services.devolucao.linhas import nomes_das_travas
from gsan_desk.services.ra_atualizar.abertura import exigir
from gsan_desk.services.ra_atualizar.complemento import avisar, completar
from gsan_desk.services.ra_atualizar.divergencia import conflito
from gsan_desk.services.ra_atualizar.gravacao import gravar, situacao_final
from gsan_desk.services.ra_atualizar.leitura import RALido, trancar_e_ler
from gsan_desk.services.ra_atualizar.resolucao import do_comando
from gsan_desk.services.ra_atualizar.verificacao import Alteracao, verificar
from gsan_desk.services.ra_trava import nome_da_dupla, travar


def atualizar(session: Session, contexto: Contexto, comando: AtualizarRA) -> RAAtualizado:
    """Write what the person changed over what the base has now, whoever wrote that; repeating it writes nothing.

    Raises:
        Conflito: the RA is gone (M32), or somebody keeps it locked.
        ConflitoDeCampos: somebody changed the same fields; nothing typed is lost, each waits for a decision.
        RegraViolada: it may not be changed by now (M40 to M43), or all that is wrong with the command.
        AvisosPendentes: another RA may be the same, and the person has not said to go on.
    """
    lido = _trancado(session, comando.numero)
    exigir(lido, contexto)
    imovel = _imovel(session, contexto, fundir(comando, lido.estado))
    resolvido = do_comando(contexto, comando, lido.situacao, imovel)
    fundido = fundir(resolvido, lido.estado)
    if fundido.conflitos:
        raise conflito(session, contexto, resolvido, lido, fundido.conflitos)
    alteracao = Alteracao(contexto, comando, lido, completar(contexto, fundido, lido, imovel), imovel)
    if _nada_mudou(alteracao):
        return RAAtualizado(lido.numero, lido.situacao, Mudancas(lido.numero), juntado=_juntado(alteracao))
    return _concluir(session, alteracao)


def _concluir(session: Session, alteracao: Alteracao) -> RAAtualizado:
    contexto, lido = alteracao.contexto, alteracao.lido
    fatos = verificar(session, alteracao)
    avisar(session, alteracao)
    gravacao = gravar(session, alteracao, fatos)
    exige = exigencias(alteracao.depois.dados_gerais.especificacao_id, contexto.dominios)
    sem_os = alteracao.outra_especificacao and gravacao.ordem_servico is None
    return RAAtualizado(
        numero=lido.numero,
        situacao=situacao_final(gravacao),
        mudancas=Mudancas(lido.numero, frozenset(gravacao.tabelas)),
        ordem_servico=gravacao.ordem_servico,
        gerar_os=sem_os and exige.os_opcional,
        alertas=tuple(regras_local.avisos(alteracao.depois.local, None, exige)),
        juntado=_juntado(alteracao),
        sms=gravacao.sms,
    )


def _juntado(alteracao: Alteracao) -> Juntado | None:
    """Tell what others wrote since the screen read the RA, which this change leaves standing."""
    lido, mantidos = alteracao.lido, alteracao.fundido.mantidos
    return Juntado(mantidos, lido.quem, lido.quando) if mantidos else None


def _trancado(session: Session, numero: int) -> RALido:
    """Lock and read the RA; one that is gone is a conflict here, since the screen had read it.

    Raises:
        Conflito: there is no such RA any more (M32).
    """
    try:
        lido = trancar_e_ler(session, numero)
    except RegraViolada as erro:
        raise Conflito(texto("M32")) from erro
    if lido is None:
        raise Conflito(texto("M32"))
    return lido


def _imovel(session: Session, contexto: Contexto, previo: RAFundido) -> ImovelFato | None:
    """Load the imóvel under the lock that Inserir takes too, so that no second RA of it passes meanwhile [FS0020]."""
    imovel_id = previo.local.imovel_id
    if imovel_id is None:
        return None
    dupla = nome_da_dupla(imovel_id, previo.dados_gerais.especificacao_id)
    travar(session, dupla, *nomes_das_travas(previo.local))
    return imoveis.carregar(session, contexto, imovel_id)


def _nada_mudou(alteracao: Alteracao) -> bool:
    fundido, estado = alteracao.fundido, alteracao.lido.estado
    return (
        alteracao.depois == alteracao.antes
        and fundido.solicitantes == estado.solicitantes
        and not (fundido.observacoes or fundido.anexos_removidos or alteracao.comando.anexos.novos)
    )
