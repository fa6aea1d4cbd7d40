"""The offer, once an ocorrência is concluded, to tell the citizens of its RAs by SMS (spec 30 §6)."""

from PySide6.QtCore import QObject

from gsan_desk.services import ocorrencia_sms
from gsan_desk.services.cadastro.descricao import Registro
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.cadastro.pagina import PaginaCadastro
from gsan_desk.ui.registro_atendimento.aba import botao


class AvisosDaOcorrencia(QObject):
    """Offers by itself when the conclusão is first written, and by a button as long as the ocorrência is concluded."""

    def __init__(self, ponte: Ponte, tela: PaginaCadastro) -> None:
        super().__init__(tela)
        self._ponte, self._tela = ponte, tela
        self._id: int | None = None
        self.botao = botao("Avisar por S&MS…")
        self.botao.setEnabled(False)
        self.botao.clicked.connect(lambda: self._iniciar(self._id))
        tela.rodape.oferecer(self.botao)
        tela.mostrado.connect(self._mostrou)
        tela.escrito.connect(self._escreveu)

    def _mostrou(self, registro: Registro) -> None:
        concluida = registro.id is not None and registro["conclusao"] is not None
        self._id = registro.id if concluida else None
        self.botao.setEnabled(concluida)
        self.botao.setToolTip("" if concluida else "Só depois de informada a Conclusão.")

    def _escreveu(self, antes: Registro | None, depois: Registro) -> None:
        if depois["conclusao"] is not None and (antes is None or antes["conclusao"] is None):
            self._iniciar(depois.id)

    def _iniciar(self, ocorrencia_id: int | None) -> None:
        if ocorrencia_id is not None:
            self._ponte.iniciar(self._tela.trabalho.fazer(self._oferecer(ocorrencia_id)), self._tela)

    async def _oferecer(self, ocorrencia_id: int) -> None:
        """Show who would be told and what they would read; send only on a yes."""
        barra, contexto = self._tela.barra, self._ponte.contexto
        barra.fechar("avisos")
        previa = await self._ponte.executar(ocorrencia_sms.prever, contexto, ocorrencia_id)
        if not previa.avisos:
            barra.informar(f"{previa.resumo} Ninguém a avisar por SMS.", chave="avisos")
            return
        quantos = len(previa.avisos)
        pergunta = f"{previa.resumo} Avisar por SMS que terminou? “{previa.avisos[0].texto}”"
        opcoes = [(f"A&visar {quantos} telefone(s)", True), ("Não avisar", False)]
        if await barra.perguntar(pergunta, opcoes, tipo="informacao"):
            feito = await self._ponte.executar(ocorrencia_sms.avisar, contexto, ocorrencia_id)
            barra.confirmar(feito, chave="avisos")
