"""The filter of the messages (spec 50 §3.9, spec 40 §1.6)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.telefone import so_digitos
from gsan_desk.services.sms import FiltroSms
from gsan_desk.services.sms.consulta import COM_ERRO
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.periodo import CampoPeriodo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import grade
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.texto_contado import CampoTexto

_MAIOR_RA = 2_147_483_647


class FiltroMensagens(QWidget):
    """The fields; the situações begin with those that want somebody."""

    def __init__(self, ponte: Ponte, hoje: Callable[[], date]) -> None:
        super().__init__()
        self.formulario = Formulario(self)
        self.periodo = CampoPeriodo(hoje)
        self.situacoes = SelecaoMultipla([Item(i, n) for i, n in sms_nomes.SITUACOES.items()], vazio="Todas")
        self.tipos = SelecaoMultipla([Item(i, n) for i, n in sms_nomes.TIPOS.items()])
        self.ra, self.protocolo, self.numero = CampoTexto(10), CampoTexto(14), CampoTexto(20)
        self.ra.setValidator(QIntValidator(1, _MAIOR_RA, self.ra))
        self.numero.setPlaceholderText("ou só o final")
        self.unidade = campo_unidade(ponte, "Unidade", so_em_uso=False)
        campo = self.formulario.campo
        self.setLayout(
            grade(
                (
                    (campo("sms.periodo", "&Período", self.periodo), 4),
                    (campo("sms.situacoes", "S&ituação", self.situacoes), 4),
                    (campo("sms.tipos", "&Tipo", self.tipos), 4),
                ),
                (
                    (campo("sms.ra", "Número do &RA", self.ra), 2),
                    (campo("sms.protocolo", "Proto&colo", self.protocolo), 2),
                    (campo("sms.numero", "&Número do celular", self.numero), 2),
                    (campo("sms.unidade", "Uni&dade Atual do RA", self.unidade), 6),
                ),
            )
        )
        self.limpar()

    def limpar(self) -> None:
        """Go back to what wants somebody, of any time."""
        self.situacoes.definir(COM_ERRO)
        self.tipos.definir(())
        self.periodo.definir(None)
        self.unidade.limpar()
        for campo in (self.ra, self.protocolo, self.numero):
            campo.definir("")
        self.formulario.limpar()

    def de_um_ra(self, numero: int) -> None:
        """Ask for all the messages of an RA."""
        self.situacoes.definir(())
        self.ra.definir(str(numero))

    def valor(self) -> FiltroSms:
        """Read the fields."""
        periodo = self.periodo.valor()
        ra = self.ra.valor()
        return FiltroSms(
            situacoes=self.situacoes.valor(),
            tipos=self.tipos.valor(),
            de=periodo.inicial,
            ate=periodo.final,
            ra=int(ra) if ra else None,
            numero=so_digitos(self.numero.valor()),
            unidade_id=self.unidade.valor(),
            protocolo=self.protocolo.valor(),
        )
