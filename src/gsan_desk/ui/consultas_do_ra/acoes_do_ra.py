"""What this family of screens does with an RA, button by button."""

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.ui.consultas_do_ra import recusas
from gsan_desk.ui.consultas_do_ra.acoes import AcaoDoRA
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.funcoes import CHEFIA
from gsan_desk.ui.tables.view import TabelaLinhas


def acoes_do_ra(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    """List what may be done with an RA, in the order of the buttons and of the menu."""
    return (
        *_que_mudam(caminhos, contexto),
        *_que_consultam(caminhos),
        *_so_da_chefia(caminhos, contexto),
        *_do_local(caminhos),
        *_menos_usadas(caminhos, contexto),
    )


def _que_mudam(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    """List what changes the RA.

    One whose date has not come may be pressed to be reiterated: the screen tells why not, and offers to attach the
    caller instead (spec 10 §5).
    """
    return (
        AcaoDoRA(
            "Atuali&zar",
            "Muda os dados do RA.",
            lambda ra: caminhos.atualizar(ra.numero),
            lambda ra: recusas.de_atualizar(ra, contexto),
        ),
        AcaoDoRA(
            "R&eiterar",
            "Registra que o cidadão voltou a pedir.",
            lambda ra: caminhos.reiterar(ra.numero),
            lambda ra: recusas.de_reiterar(ra, contexto),
        ),
        AcaoDoRA(
            "Tra&mitar",
            "Passa o RA a outra unidade.",
            lambda ra: caminhos.tramitar(ra.numero),
            lambda ra: recusas.de_tramitar(ra, contexto),
        ),
        AcaoDoRA(
            "Encerrar (&F)",
            "Encerra o RA com um motivo.",
            lambda ra: caminhos.encerrar(ra.numero),
            lambda ra: recusas.de_encerrar(ra, contexto),
        ),
        AcaoDoRA(
            "Reativar (&B)",
            "Abre um novo RA no lugar deste, que está encerrado.",
            lambda ra: caminhos.reativar(ra.numero),
            lambda ra: recusas.de_reativar(ra, contexto),
        ),
        AcaoDoRA(
            "Adicio&nar Solicitante",
            "Junta ao RA mais uma pessoa que o pede.",
            lambda ra: caminhos.adicionar_solicitante(ra.numero),
            recusas.de_adicionar,
        ),
        AcaoDoRA(
            "&Gerar OS",
            "Gera para este RA uma ordem de serviço.",
            lambda ra: caminhos.gerar_os(ra.numero),
            lambda ra: recusas.de_gerar_os(ra, contexto),
        ),
    )


def _que_consultam(caminhos: Caminhos) -> tuple[AcaoDoRA, ...]:
    return (
        AcaoDoRA("&Consultar O.S", "Ordens de serviço deste RA.", lambda ra: caminhos.ordens(ra.numero)),
        AcaoDoRA("Consu&ltar Solicitantes", "Quem pediu este RA.", lambda ra: caminhos.solicitantes(ra.numero)),
        AcaoDoRA(
            "Consultar &Trâmites",
            "Por quais unidades o RA passou.",
            lambda ra: caminhos.tramites(ra.numero),
            outra=True,
        ),
        AcaoDoRA("&Histórico", "Tudo o que aconteceu com este RA.", lambda ra: caminhos.historico(ra.numero)),
    )


def _so_da_chefia(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    if not CHEFIA & contexto.operador.perfis:
        return ()
    dica = "Quem mudou cada campo deste RA, com o antes e o depois."
    return (AcaoDoRA("Auditor&ia", dica, lambda ra: caminhos.auditoria(ra.numero), outra=True),)


def _do_local(caminhos: Caminhos) -> tuple[AcaoDoRA, ...]:
    """List what looks around the RA: its imóvel, its area, what it hangs on."""
    return (
        AcaoDoRA(
            "RAs do I&móvel",
            "Todos os RAs deste imóvel.",
            lambda ra: caminhos.ras_do_imovel(ra.local.imovel_id or 0),
            lambda ra: "" if ra.local.imovel_id else "RA sem imóvel.",
            outra=True,
        ),
        AcaoDoRA(
            "RA Ass&ociado",
            "Os dados do RA de referência, do anterior ou do atual.",
            lambda ra: caminhos.dados(ra.associado.numero) if ra.associado is not None else None,
            lambda ra: "" if ra.associado is not None else "RA sem outro associado.",
            outra=True,
        ),
        AcaoDoRA(
            "Consultar Dé&bitos",
            "O que o imóvel deste RA deve.",
            lambda ra: caminhos.debitos(ra.local.imovel_id or 0),
            lambda ra: "" if ra.local.imovel_id else "RA sem imóvel.",
            outra=True,
        ),
        AcaoDoRA(
            "RAs &Encerrados do Local",
            "RAs da mesma especificação encerrados há pouco neste local.",
            lambda ra: caminhos.encerrados_do_local(ra.numero),
            lambda ra: "" if ra.situacao is not SituacaoRA.BLOQUEADO else "RA sem local identificado.",
            outra=True,
        ),
        AcaoDoRA(
            "RAs de &Falta de Água da Área",
            "RAs pendentes de falta de água nesta área de bairro.",
            lambda ra: caminhos.falta_de_agua(ra.numero),
            lambda ra: "" if ra.local.area else "RA sem Área do Bairro.",
            outra=True,
        ),
    )


def _menos_usadas(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    return (
        AcaoDoRA(
            "Desfa&zer Duplicidade",
            "Desfaz o vínculo com um RA de Referência errado.",
            lambda ra: caminhos.desfazer_duplicidade(ra.numero),
            lambda ra: recusas.de_desfazer_duplicidade(ra, contexto),
            outra=True,
        ),
        AcaoDoRA(
            "De&volução de Valores",
            "O que este RA pede de volta, o que já foi devolvido e a prévia de Calcular.",
            lambda ra: caminhos.devolucao(ra.numero),
            lambda ra: "" if ra.pagamentos else "Este RA não pede devolução.",
            outra=True,
        ),
        AcaoDoRA(
            "Mensagens &SMS",
            "As mensagens SMS deste RA: o que chegou, o que não chegou e por quê.",
            lambda ra: caminhos.mensagens_sms(ra.numero),
            outra=True,
        ),
        AcaoDoRA(
            "&Dados do RA em Outra Aba",
            "Os dados do RA, só para ler, ao lado desta aba.",
            lambda ra: caminhos.dados(ra.numero),
            outra=True,
        ),
    )


def oferecer_na_lista(tabela: TabelaLinhas, caminhos: Caminhos) -> None:
    """Open from the menu of a list of RAs what stands beside the RA of the row."""
    tabela.oferecer("Consultar &Dados do RA", lambda linha: caminhos.dados(linha.id))
    tabela.oferecer("Consultar &Solicitantes", lambda linha: caminhos.solicitantes(linha.id))
    tabela.oferecer("Consultar &O.S", lambda linha: caminhos.ordens(linha.id))
    tabela.oferecer("&Histórico", lambda linha: caminhos.historico(linha.id))
    tabela.oferecer(
        "&Atualizar",
        lambda linha: caminhos.atualizar(linha.id),
        lambda linha: linha.situacao is not SituacaoRA.ENCERRADO,
    )
    tabela.oferecer("Consultar &Trâmites", lambda linha: caminhos.tramites(linha.id))
    tabela.oferecer(
        "T&ramitar", lambda linha: caminhos.tramitar(linha.id), lambda linha: linha.situacao is SituacaoRA.PENDENTE
    )
    tabela.oferecer(
        "&Encerrar", lambda linha: caminhos.encerrar(linha.id), lambda linha: linha.situacao is not SituacaoRA.ENCERRADO
    )
    tabela.oferecer(
        "Reati&var", lambda linha: caminhos.reativar(linha.id), lambda linha: linha.situacao is SituacaoRA.ENCERRADO
    )
    tabela.oferecer(
        "RAs do &Imóvel", lambda linha: caminhos.ras_do_imovel(linha.imovel_id), lambda linha: bool(linha.imovel_id)
    )
