"""Lists beside an RA: OS [UC0431], RAs of the imóvel [UC0449], of the place and of the área (spec 10 §4, §9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gsan_desk.domain.codigos import SituacaoOS, SituacaoRA
from gsan_desk.domain.dominios import Dominios, Item
from gsan_desk.services import ra_listas
from gsan_desk.services.ra_consultar import OrdemServicoDoRA
from gsan_desk.services.ra_listas import RAsDoImovel, RAsDoLugar
from gsan_desk.services.ra_semelhantes import LIMITE, RAEncontrado
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, PaginaConsulta, Pares, do_ra
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

_SITUACOES_OS = {
    SituacaoOS.PENDENTE: "PENDENTE",
    SituacaoOS.ENCERRADA: "ENCERRADO",
    SituacaoOS.EM_ANDAMENTO: "EXECUÇÃO EM ANDAMENTO",
    SituacaoOS.AGUARDANDO_LIBERACAO: "AGUARDANDO LIBERAÇÃO PARA EXECUÇÃO",
}
_NUMERO = Coluna("numero", "Número do RA", lambda r: r.numero, "direita", 16)
_ENDERECO = Coluna("endereco", "Endereço da Ocorrência", lambda r: r.endereco, largura=56)
_ENCERRADO = Coluna("encerramento", "Encerra.", lambda r: r.encerrado_em, "centro", 17)
_MOTIVO = Coluna("motivo", "Motivo do Encerramento", lambda r: r.motivo, largura=30)
COLUNAS_ORDENS = (
    Coluna("numero", "Número da OS", lambda o: o.id, "direita", 16),
    Coluna("servico", "Tipo de Serviço", lambda o: o.servico, largura=40),
    Coluna("geracao", "Data da Geração", lambda o: o.data_geracao, "centro", 20),
    Coluna("situacao", "Situação", lambda o: _SITUACOES_OS[o.situacao], largura=40),
)
COLUNAS_ENCERRADOS = (
    _NUMERO,
    Coluna("complemento", "Compl. Endereço", lambda r: r.complemento, largura=22),
    Coluna("referencia", "Ponto Referência", lambda r: r.referencia, largura=26),
    Coluna("atendimento", "Atend.", lambda r: r.atendido_em, "centro", 17),
    _ENCERRADO,
    _MOTIVO,
)
COLUNAS_AREA = (
    _NUMERO,
    Coluna("imovel", "Imóvel", lambda r: r.imovel_id, "direita", 11),
    _ENDERECO,
    Coluna("data", "Data Atendimento", lambda r: r.atendido_em.date(), "centro", 20),
    Coluna("hora", "Hora Atendimento", lambda r: r.atendido_em.time(), "centro", 20),
)
TODAS = "Todas"


@dataclass(frozen=True, slots=True)
class Lido:
    """What a list shows."""

    cabecalho: Pares
    linhas: Sequence[Any]


class PaginaLista(PaginaConsulta):
    """A head and a grid."""

    def __init__(
        self,
        ponte: Ponte,
        caminhos: Caminhos,
        titulo: str,
        chave: str,
        colunas: Sequence[Coluna],
        estado: Estado | None,
        *,
        exportavel: bool = False,
    ) -> None:
        self.cabecalho = Cabecalho()
        self.tabela = TabelaLinhas(
            colunas, nome=chave.partition(":")[0], titulo=titulo, estado=estado, exportavel=exportavel
        )
        self.total = rotulo("fraco")
        super().__init__(ponte, caminhos, titulo, chave)
        for widget in (self.cabecalho, self.tabela, self.total):
            self.caixa.addWidget(widget, int(widget is self.tabela))
        self.setFocusProxy(self.tabela)

    async def _buscar(self) -> Lido:
        raise NotImplementedError

    async def _ler(self) -> None:
        lido = await self._buscar()
        self.cabecalho.mostrar(lido.cabecalho)
        self.tabela.modelo.definir(tuple(lido.linhas))
        self.tabela.ir_para(0)
        self.total.setText(_total(len(lido.linhas)))


class ConsultarOS(PaginaLista):
    """Consultar Ordens de Serviço do RA."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero = numero
        super().__init__(ponte, caminhos, f"OS do RA {numero}", f"os_do_ra:{numero}", COLUNAS_ORDENS, estado)

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(ra_listas.ordens, self._ponte.contexto, self._numero)
        ordens: tuple[OrdemServicoDoRA, ...] = achado.ordens
        return Lido(do_ra(achado.ra), ordens)


class PaginaRAs(PaginaLista):
    """A list of RAs; Enter opens the data of one, beside this tab."""

    def __init__(
        self,
        ponte: Ponte,
        caminhos: Caminhos,
        titulo: str,
        chave: str,
        colunas: Sequence[Coluna],
        estado: Estado | None,
    ) -> None:
        super().__init__(ponte, caminhos, titulo, chave, colunas, estado)
        dados, consultar = botao("Consultar &Dados do RA"), botao("&Consultar RA")
        dados.setToolTip("Mostra o RA da linha (Enter)")
        dados.clicked.connect(lambda: self._abrir(caminhos.dados))
        consultar.clicked.connect(lambda: self._abrir(caminhos.consultar))
        self.tabela.ativado.connect(lambda linha: caminhos.dados(linha.numero))
        self._oferecer(dados, consultar)

    def _abrir(self, abrir: Callable[[int], object]) -> None:
        if (linha := self.tabela.atual()) is not None:
            abrir(linha.numero)


class ConsultarRAsDoImovel(PaginaRAs):
    """Consultar Registros de Atendimento do Imóvel."""

    def __init__(
        self,
        ponte: Ponte,
        caminhos: Caminhos,
        matricula: int,
        situacao: SituacaoRA | None = None,
        estado: Estado | None = None,
    ) -> None:
        self._matricula = matricula
        situacoes = (Item(s, s.nome) for s in SituacaoRA)
        self.situacao = ComboItens(situacoes, vazio=TODAS)
        self.situacao.definir(situacao)
        colunas = _colunas_do_imovel(ponte.contexto.dominios)
        super().__init__(ponte, caminhos, f"RAs do imóvel {matricula}", f"ras_do_imovel:{matricula}", colunas, estado)
        campo = Campo("Si&tuação", self.situacao)
        campo.setMaximumWidth(220)
        self.filtros.addWidget(campo)
        self.filtros.addStretch()
        self.situacao.alterado.connect(self.reler)

    def filtrar(self, situacao: SituacaoRA | None) -> None:
        """Show the RAs of another situação."""
        self.situacao.definir(situacao)

    async def _buscar(self) -> Lido:
        valor = self.situacao.valor()
        situacao = SituacaoRA(valor) if valor is not None else None
        achado = await self._ponte.executar(ra_listas.do_imovel, self._ponte.contexto, self._matricula, situacao)
        return Lido(_do_imovel(achado), achado.ras)


class RAsEncerradosDoLocal(PaginaRAs):
    """Consulta aos RAs encerrados do local da ocorrência, from an RA of that place."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero = numero
        titulo = f"Encerrados do local do RA {numero}"
        super().__init__(ponte, caminhos, titulo, f"encerrados_do_local:{numero}", COLUNAS_ENCERRADOS, estado)

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(ra_listas.encerrados_do_local, self._ponte.contexto, self._numero)
        onde = [("Imóvel", str(achado.imovel_id))] if achado.imovel_id is not None else []
        prazo = [("Encerrados há até", f"{achado.dias} dias")]
        return Lido([*_do_lugar(achado), *onde, ("Endereço da Ocorrência", achado.endereco), *prazo], achado.ras)


class RAsDeFaltaDeAgua(PaginaRAs):
    """Registros de Atendimento de Falta de Água da Área de Bairro, from an RA of that área."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero = numero
        titulo = f"Falta de água na área do RA {numero}"
        super().__init__(ponte, caminhos, titulo, f"falta_de_agua:{numero}", COLUNAS_AREA, estado)

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(ra_listas.falta_de_agua_da_area, self._ponte.contexto, self._numero)
        return Lido([*_do_lugar(achado), ("Bairro", achado.bairro), ("Área do Bairro", achado.area)], achado.ras)


def _colunas_do_imovel(dominios: Dominios) -> tuple[Coluna, ...]:
    def especificacao(ra: RAEncontrado) -> str:
        achada = dominios.especificacoes.get(ra.especificacao_id)
        return achada.descricao if achada is not None else ""

    def tipo(ra: RAEncontrado) -> str:
        achada = dominios.especificacoes.get(ra.especificacao_id)
        return dominios.tipos[achada.tipo_id].descricao if achada is not None else ""

    return (
        _NUMERO,
        Coluna("tipo", "Tipo da Solicitação", tipo, largura=28),
        Coluna("especificacao", "Especificação", especificacao, largura=34),
        Coluna("atendimento", "Data de Atendimento", lambda r: r.atendido_em, "centro", 22),
        Coluna("situacao", "Situação", lambda r: r.situacao.nome, largura=11),
        _ENCERRADO,
        _MOTIVO,
    )


def _do_imovel(achado: RAsDoImovel) -> Pares:
    imovel = achado.imovel
    if imovel is None:
        return [("Matrícula", str(achado.imovel_id)), ("Imóvel", "excluído")]
    return [
        ("Matrícula", str(imovel.id)),
        ("Inscrição", imovel.inscricao),
        ("Situação da Ligação de Água", imovel.agua_situacao),
        ("Situação da Ligação de Esgoto", imovel.esgoto_situacao),
        ("Endereço do Imóvel", imovel.endereco_texto),
    ]


def _do_lugar(achado: RAsDoLugar) -> Pares:
    return [("Tipo de Solicitação", achado.ra.tipo), ("Especificação", achado.ra.especificacao)]


def _total(linhas: int) -> str:
    if linhas >= LIMITE:
        return f"Os {LIMITE} mais recentes."
    return "1 linha" if linhas == 1 else f"{linhas} linhas"
