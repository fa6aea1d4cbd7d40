"""Operations that only read: log-in, search, Filtrar, Consultar, duplicates."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bench import ingenuo_leitura as ingenuo
from bench import painel, perto
from bench.base import LOGIN, Bancada
from bench.operacoes import Operacao, Orcamento
from bench.sorteio import Pedido, Sorteador, comando
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.services import caixa, imovel, ra_inserir
from gsan_desk.services.busca_rapida import buscar
from gsan_desk.services.pesquisas.cliente import CriterioCliente, pesquisar_clientes
from gsan_desk.services.pesquisas.imovel import CriterioImovel, pesquisar_imoveis
from gsan_desk.services.pesquisas.territorio import CriterioLogradouro, pesquisar_logradouros
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_duplicidade import avisos, ras_do_imovel
from gsan_desk.services.ra_filtrar import Chave, contar, filtrar, pesquisar
from gsan_desk.services.ra_filtrar.ordem import ColunaRA, Ordem
from gsan_desk.services.ra_historico import historico
from gsan_desk.services.sessao import entrar

PAGINA_DISTANTE = 40
MES, ANO = 28, 365
DA_RA = "SELECT {} FROM atendimentopublico.registro_atendimento r /*amostra*/ WHERE {} IS NOT NULL ORDER BY rgat_id"
DO_SOLICITANTE = (
    "SELECT {} FROM atendimentopublico.ra_solicitante s /*amostra*/"
    " LEFT JOIN atendimentopublico.solicitante_fone f USING (raso_id)"
    " LEFT JOIN cadastro.cliente c USING (clie_id) WHERE {} IS NOT NULL ORDER BY s.raso_id, 1"
)
DO_IMOVEL = (
    "SELECT logradouro_bairro.{} FROM cadastro.imovel i /*amostra*/"
    " JOIN cadastro.logradouro_bairro USING (lgbr_id) ORDER BY imov_id"
)
LOGRADOURO = DO_IMOVEL.format("logr_id")
PRIMEIRO_NOME = "split_part(c.clie_nmcliente, ' ', 1)"
LISTA = Orcamento(2, 15, 40)
IDENTIFICADA = Orcamento(2, 5, 15)
BUSCA = Orcamento(2, 10, 30)
JANELA = Orcamento(1)


def operacoes(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    """Give every operation that reads."""
    yield _entrar(bancada, sorteador)
    yield from _filtros(bancada, sorteador)
    yield from _paginas(bancada, sorteador)
    yield from _caixas(bancada, sorteador)
    yield from _consultas(bancada, sorteador)
    yield from _buscas(bancada, sorteador)
    yield from _janelas(bancada, sorteador)
    yield from _dos_prazos(bancada, sorteador)
    yield from perto.operacoes(bancada, sorteador)
    yield from painel.operacoes(bancada, sorteador)


def _entrar(bancada: Bancada, sorteador: Sorteador) -> Operacao:
    banco = bancada.banco
    return Operacao(
        "Entrar: quem é, e os domínios",
        Orcamento(3),
        lambda _: banco.executar(entrar),
        lambda _: banco.executar(ingenuo.entrar, LOGIN),
        sorteador.ras(),
    )


def _filtros(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco, contexto = bancada.banco, bancada.contexto
    bairro = DO_IMOVEL.format("bair_id")
    login = (
        "SELECT usur_nmlogin FROM atendimentopublico.ra_unidade u /*amostra*/"
        " JOIN seguranca.usuario USING (usur_id) ORDER BY 1"
    )
    protocolo = DO_SOLICITANTE.format("s.raso_nnprotocoloatendimento", "s.raso_nnprotocoloatendimento")
    especificacao = DA_RA.format("step_id", "step_id")
    da_unidade = {"unidade_atual_id": DA_RA.format("unid_idatual", "unid_idatual"), "especificacao_ids": especificacao}
    municipio = {b: m for b, m in bancada.consultar("SELECT bair_id, muni_id FROM cadastro.bairro")}
    com_municipio = [replace(f, municipio_id=municipio[f.bairro_id]) for f in sorteador.filtros(MES, bairro_id=bairro)]
    casos = (
        ("Filtrar: um mês", LISTA, sorteador.filtros(MES)),
        ("Filtrar: bairro, um mês", LISTA, com_municipio),
        ("Filtrar: usuário, um mês", LISTA, sorteador.filtros(MES, login=login)),
        ("Filtrar: unidade e especificação, um mês", LISTA, sorteador.filtros(MES, **da_unidade)),
        ("Filtrar: tramitados, um mês", LISTA, _no_periodo(sorteador, "tramitacao")),
        ("Filtrar: encerrados, um mês", LISTA, _no_periodo(sorteador, "encerramento", SituacaoRA.ENCERRADO)),
        ("Filtrar: número", IDENTIFICADA, sorteador.filtros(0, numero=DA_RA.format("rgat_id", "rgat_id"))),
        ("Filtrar: protocolo", IDENTIFICADA, sorteador.filtros(0, protocolo=protocolo)),
        ("Filtrar: imóvel", IDENTIFICADA, sorteador.filtros(0, imovel_id=DA_RA.format("imov_id", "imov_id"))),
        ("Pesquisar: pendentes de uma unidade", LISTA, sorteador.caixas()),
        ("Pesquisar: especificação, um ano", LISTA, sorteador.filtros(ANO, especificacao_ids=especificacao)),
        ("Pesquisar: logradouro, um ano", LISTA, sorteador.filtros(ANO, logradouro_id=LOGRADOURO)),
    )
    for nome, orcamento, filtros in casos:
        caso = filtrar if nome.startswith("Filtrar") else pesquisar
        yield Operacao(
            f"{nome}, 1ª página",
            orcamento,
            lambda filtro, caso=caso: banco.executar(caso, contexto, filtro),
            lambda filtro: banco.executar(ingenuo.filtrar, filtro),
            filtros,
        )


def _no_periodo(sorteador: Sorteador, qual: str, situacao: SituacaoRA | None = None) -> list[FiltroRA]:
    periodos = sorteador.periodos(MES)
    return [FiltroRA(situacao=situacao, **{qual: periodo}) for periodo in periodos]  # type: ignore[arg-type]


def _paginas(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco, contexto = bancada.banco, bancada.contexto
    ano = sorteador.filtros(ANO)
    for nome, pagina in (("2ª página", 1), (f"{PAGINA_DISTANTE}ª página, sem período", PAGINA_DISTANTE - 1)):
        filtros = ano if pagina == 1 else [FiltroRA()] * len(ano)
        yield Operacao(
            f"Pesquisar, {nome}",
            Orcamento(1, 8, 20),
            lambda pedido: banco.executar(pesquisar, contexto, *pedido),
            lambda pedido, pagina=pagina: banco.executar(ingenuo.filtrar, pedido[0], pagina),
            [(filtro, _chave(bancada, filtro, pagina)) for filtro in filtros],
        )
    yield Operacao(
        "Quantos são, um ano",
        Orcamento(1),
        lambda filtro: banco.executar(contar, contexto, filtro),
        lambda filtro: banco.executar(ingenuo.contar, filtro),
        ano,
    )


def _dos_prazos(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    """Give the list to which the Painel leads, oldest deadline first, and the history of an RA."""
    banco, contexto = bancada.banco, bancada.contexto
    ordem = Ordem(ColunaRA.DATA_PREVISTA, decrescente=False)
    vencidos = [
        FiltroRA(situacao=SituacaoRA.PENDENTE, prevista=Periodo(None, periodo.final))
        for periodo in sorteador.periodos(MES)
    ]
    yield Operacao(
        "Pesquisar: vencidos, pela data prevista, 1ª página",
        LISTA,
        lambda filtro: banco.executar(pesquisar, contexto, filtro, None, ordem),
        lambda filtro: banco.executar(ingenuo.filtrar, filtro),
        vencidos,
    )
    yield Operacao(
        "Histórico do RA",
        Orcamento(3),
        lambda numero: banco.executar(historico, contexto, numero),
        lambda numero: banco.executar(ingenuo.historico, numero),
        sorteador.ras(),
    )


def _caixas(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco, contexto = bancada.banco, bancada.contexto
    unidades = sorteador.valores(DA_RA.format("unid_idatual", "rgat_cdsituacao = 1 AND unid_idatual"))
    yield Operacao(
        "Caixa da unidade, 1ª página",
        Orcamento(1, 10, 30),
        lambda unidade: banco.executar(caixa.ler, contexto, caixa.Pedido(frozenset({unidade}))),
        lambda unidade: banco.executar(ingenuo.caixa, unidade),
        unidades,
    )
    yield Operacao(
        "Caixa da unidade: quantos são",
        Orcamento(1, 10, 30),
        lambda unidade: banco.executar(caixa.contar, contexto, frozenset({unidade})),
        lambda unidade: banco.executar(ingenuo.contar_caixa, unidade),
        unidades,
    )


def _chave(bancada: Bancada, filtro: FiltroRA, pagina: int) -> Chave | None:
    """Walk to the page that comes before."""
    chave = None
    for _ in range(pagina):
        chave = bancada.banco.executar(pesquisar, bancada.contexto, filtro, chave).proxima or chave
    return chave


def _consultas(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco, contexto = bancada.banco, bancada.contexto
    yield Operacao(
        "Consultar RA, todas as abas",
        Orcamento(3, 10, 25),
        lambda numero: banco.executar(consultar, contexto, numero),
        lambda numero: banco.executar(ingenuo.consultar, numero),
        sorteador.ras(),
    )
    yield Operacao(
        "RAs do imóvel",
        JANELA,
        lambda imovel_id: banco.executar(ras_do_imovel, imovel_id, None),
        lambda imovel_id: banco.executar(ingenuo.ras_do_imovel, imovel_id),
        sorteador.valores(DA_RA.format("imov_id", "imov_id")),
    )
    yield Operacao(
        "RAs semelhantes no lugar",
        Orcamento(1, 5, 15),
        lambda preparado: banco.executar(avisos, contexto, *preparado[1]),
        lambda preparado: banco.executar(
            ingenuo.duplicados, preparado[0].imovel_id, preparado[0].especificacao_id
        ),
        [(pedido, _preparar_avisos(bancada, pedido)) for pedido in sorteador.pedidos()],
    )  # fmt: skip


def _preparar_avisos(bancada: Bancada, pedido: Pedido) -> tuple[Any, ...]:
    banco, contexto = bancada.banco, bancada.contexto
    novo = comando(banco.executar(ra_inserir.abrir, contexto), contexto, pedido)
    return novo, banco.executar(imovel.carregar, contexto, pedido.imovel_id)


def _buscas(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco = bancada.banco
    protocolo = DO_SOLICITANTE.format("s.raso_nnprotocoloatendimento", "s.raso_nnprotocoloatendimento")
    casos = (
        ("número do RA", DA_RA.format("rgat_id::text", "rgat_id")),
        ("protocolo", protocolo),
        ("telefone", DO_SOLICITANTE.format("f.sofo_nnfone", "f.sofo_nnfone")),
        ("CPF", DO_SOLICITANTE.format("c.clie_nncpf", "c.clie_nncpf")),
        ("começo do nome", DO_SOLICITANTE.format(PRIMEIRO_NOME, "c.clie_nmcliente")),
    )
    for nome, de_onde in casos:
        yield Operacao(
            f"Busca rápida: {nome}",
            BUSCA,
            lambda digitado: banco.executar(buscar, digitado),
            lambda digitado: banco.executar(ingenuo.buscar, digitado),
            sorteador.valores(de_onde),
        )


def _janelas(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    banco = bancada.banco
    yield Operacao(
        "Pesquisar Cliente: começo do nome",
        JANELA,
        lambda nome: banco.executar(pesquisar_clientes, CriterioCliente(nome=nome)),
        lambda nome: banco.executar(ingenuo.pesquisar_clientes, nome),
        sorteador.valores(DO_SOLICITANTE.format(PRIMEIRO_NOME, "c.clie_nmcliente")),
    )
    yield Operacao(
        "Pesquisar Imóvel: logradouro",
        JANELA,
        lambda logradouro: banco.executar(pesquisar_imoveis, CriterioImovel(logradouro_id=logradouro)),
        lambda logradouro: banco.executar(ingenuo.pesquisar_imoveis, logradouro),
        sorteador.valores(LOGRADOURO),
    )
    yield Operacao(
        "Pesquisar Logradouro: começo do nome",
        JANELA,
        lambda nome: banco.executar(pesquisar_logradouros, CriterioLogradouro(nome=nome)),
        lambda nome: banco.executar(ingenuo.pesquisar_logradouros, nome),
        sorteador.valores("SELECT split_part(logr_nmlogradouro, ' ', 1) FROM cadastro.logradouro ORDER BY logr_id"),
    )
