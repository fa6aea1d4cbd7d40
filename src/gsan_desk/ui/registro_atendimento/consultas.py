"""Opening the windows that Inserir offers: RAs of the imóvel, RAs of a warning, the programme of an área."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.registro_atendimento import DadosGerais, Local
from gsan_desk.services import debito
from gsan_desk.services.programacao import programacao
from gsan_desk.services.ra_duplicidade import Aviso, TipoAviso, ras_do_imovel
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.janelas import (
    COLUNAS_IMOVEL,
    JANELAS,
    AbrirRA,
    JanelaDebitos,
    JanelaProgramacao,
    JanelaRAs,
    Oferta,
)
from gsan_desk.ui.registro_atendimento.local_ocorrencia import AbaLocal
from gsan_desk.ui.state import Estado

RECEBEM_SOLICITANTE = frozenset({TipoAviso.PENDENTE_NO_LOCAL, TipoAviso.AREA_GENERALIZADA})
DO_LOCAL = frozenset({TipoAviso.PENDENTE_NO_LOCAL, TipoAviso.ENCERRADO_NO_LOCAL})


class Consultas(QObject):
    """Show windows that block nothing; each lives until it is closed.

    Args:
        abrir_ra: shows an RA of a list; what ``caminhos`` has in its stead comes first.
        adicionar: attaches the caller to an RA of a list.
        encerrar: closes RAs of a list as duplicates of the RA in the form, once it is registered.
        ao_reativar: an RA of a list was reactivated instead of opening another.
    """

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado | None,
        abrir_ra: AbrirRA | None,
        dono: QWidget,
        caminhos: Caminhos | None = None,
        adicionar: AbrirRA | None = None,
        encerrar: Callable[[tuple[int, ...]], object] | None = None,
        ao_reativar: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(dono)
        self._ponte, self._estado, self._dono = ponte, estado, dono
        self._caminhos, self._adicionar = caminhos, adicionar
        self._encerrar, self._ao_reativar = encerrar, ao_reativar
        self._abrir_ra = caminhos.dados if caminhos is not None else abrir_ra

    def ras_do_imovel(self, matricula: int) -> None:
        """Open Consultar RAs do Imóvel with the pending ones [UC0449]."""
        if self._caminhos is not None:
            self._caminhos.ras_do_imovel(matricula, SituacaoRA.PENDENTE)
            return
        self._ponte.iniciar(self._ras_do_imovel(matricula), self._dono)

    def debitos(self, matricula: int) -> None:
        """Open Consultar Débitos."""
        self._ponte.iniciar(mostrar_debitos(self._ponte, matricula, self._dono), self._dono)

    def abrir(self, aviso: Aviso, dados: DadosGerais, local: Local, aba: AbaLocal) -> None:
        """Open the window of a warning about what the tabs hold."""
        if aviso.tipo in JANELAS:
            _botao, titulo, colunas = JANELAS[aviso.tipo]
            cabecalho = self._cabecalho(aviso, dados, local, aba)
            janela = JanelaRAs(
                titulo,
                cabecalho,
                aviso.ras,
                colunas,
                abrir_ra=self._abrir_ra,
                adicionar=self._adicionar if aviso.tipo in RECEBEM_SOLICITANTE else None,
                ofertas=self._ofertas(aviso.tipo),
                estado=self._estado,
                parent=self._dono,
            )
            janela.show()
        elif local.bairro_area_id is not None and dados.data is not None:
            self._ponte.iniciar(self._programacao(local.bairro_area_id, dados.data, aba), self._dono)

    def _ofertas(self, tipo: TipoAviso) -> list[Oferta]:
        """Give what else may be done with the RAs of a warning (spec 10 §4.3, §4.6)."""
        caminhos, encerrar, ao_reativar = self._caminhos, self._encerrar, self._ao_reativar
        if tipo is TipoAviso.ENCERRADO_NO_LOCAL and caminhos is not None:
            return [Oferta("&Reativar RA", lambda ras: caminhos.reativar(ras[0], ao_reativar))]
        if tipo is TipoAviso.GENERALIZADA_COM_IMOVEIS and encerrar is not None:
            return [Oferta("&Encerrar RA", encerrar), Oferta("Encerrar &Todos", encerrar, todos=True)]
        return []

    async def _ras_do_imovel(self, matricula: int) -> None:
        linhas = await self._ponte.executar(ras_do_imovel, matricula)
        janela = JanelaRAs(
            "RAs pendentes do imóvel",
            [("Imóvel", str(matricula))],
            linhas,
            COLUNAS_IMOVEL,
            abrir_ra=self._abrir_ra,
            estado=self._estado,
            parent=self._dono,
        )
        janela.show()

    async def _programacao(self, area: int, data: date, aba: AbaLocal) -> None:
        programa = await self._ponte.executar(programacao, area, data)
        JanelaProgramacao(_da_area(aba), programa, self._dono).show()

    def _cabecalho(self, aviso: Aviso, dados: DadosGerais, local: Local, aba: AbaLocal) -> list[tuple[str, str]]:
        dominios = self._ponte.contexto.dominios
        tipo = dominios.tipos.get(dados.tipo_id or 0)
        especificacao = dominios.especificacoes.get(dados.especificacao_id or 0)
        pares = [
            ("Tipo de Solicitação", f"{tipo.id} - {tipo.descricao}" if tipo else ""),
            ("Especificação", f"{especificacao.id} - {especificacao.descricao}" if especificacao else ""),
        ]
        if aviso.tipo not in DO_LOCAL:
            return [*pares, *_da_area(aba)]
        imovel = aba.imovel
        if imovel is not None:
            pares.append(("Imóvel", f"{imovel.id} - {imovel.inscricao}"))
        if local.endereco is not None:
            pares.append(("Endereço da Ocorrência", local.endereco.texto))
        return pares


async def mostrar_debitos(ponte: Ponte, matricula: int, dono: QWidget) -> None:
    """Read what an imóvel owes, and show it."""
    linhas = await ponte.executar(debito.do_imovel, matricula)
    JanelaDebitos([("Imóvel", str(matricula))], linhas, dono).show()


def _da_area(aba: AbaLocal) -> list[tuple[str, str]]:
    campos = aba.campos
    municipio, bairro, area = campos.municipio_id.item(), campos.bairro_id.item(), campos.bairro_area_id.item()
    return [
        ("Município", municipio.descricao if municipio else ""),
        ("Bairro", bairro.descricao if bairro else ""),
        ("Área do Bairro", area.descricao if area else ""),
    ]
