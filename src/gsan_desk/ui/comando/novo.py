"""Comandar Encerramento: the form [UC0735]."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from gsan_desk.domain.comando_encerramento import ComandarEncerramento
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import BancoIndisponivel, RegraViolada
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras.comando_encerramento import serve
from gsan_desk.services.comando_encerramento import TelaDeComando, abrir, comandar, prever
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.comando.previa import DialogoPrevia
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.pesquisas.pessoal import campo_responsavel
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, botao, grade
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao

TITULO = "Comandar Encerramento de Registros de Atendimento"
AVISO = (
    "O comando só registra o pedido: nada é encerrado agora. Com Unidade Atual ou Superior, o responsável precisa ser "
    "dela ou de unidade acima; sem nenhuma das duas, da Presidência ou da Central de Atendimento."
)


class AbaComando(Aba):
    """The fields."""

    def __init__(self, ponte: Ponte) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self.inicial, self.final, self.motivo = CampoData(), CampoData(), ComboItens()
        self.responsavel = campo_responsavel(ponte)
        self.atendimento = self._unidade("Unidade de Atendimento")
        self.atual, self.superior = self._unidade("Unidade Atual"), self._unidade("Unidade Superior")
        self.especificacoes = SelecaoMultipla(self._servem(), vazio="Todas")
        seguir(ponte, self, lambda: self.especificacoes.definir_itens(self._servem(self.especificacoes.valor())))
        self._dispor()
        self.atual.resolvido.connect(self._excluir)
        self.superior.resolvido.connect(self._excluir)

    def _servem(self, escolhidas: tuple[int, ...] = ()) -> list[Especificacao]:
        todas = self._contexto.dominios.especificacoes.values()
        return [e for e in todas if serve(e) or e.id in escolhidas]

    def abrir(self, tela: TelaDeComando) -> None:
        """Put the defaults in: until today, by whoever is at the keyboard."""
        self.final.definir(tela.hoje)
        self.motivo.definir_itens(tela.motivos)
        operador = self._contexto.operador
        self.responsavel.definir(Achado(operador.usuario_id, str(operador.usuario_id), operador.nome))

    def valor(self) -> ComandarEncerramento:
        """Read the fields."""
        return ComandarEncerramento(
            inicial=self.inicial.valor(),
            final=self.final.valor(),
            motivo_id=self.motivo.valor(),
            responsavel_id=self.responsavel.valor(),
            unidade_atendimento_id=self.atendimento.valor(),
            unidade_atual_id=self.atual.valor(),
            unidade_superior_id=self.superior.valor(),
            especificacao_ids=self.especificacoes.valor(),
        )

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar(dados)

    def _unidade(self, nome: str) -> CampoCodigo:
        return campo_unidade(self._ponte, nome, so_em_uso=False, inexistente=texto("UNIDADE_INEXISTENTE"))

    def _dispor(self) -> None:
        campo = self._campo
        self._preencher(
            rotulo("fraco", AVISO, quebra=True),
            grade(
                (
                    (campo("comando.inicial", "t", self.inicial, obrigatorio=True), 3),
                    (campo("comando.final", "f", self.final, obrigatorio=True), 3),
                    (campo("comando.motivo_id", "m", self.motivo, obrigatorio=True), 6),
                ),
                (
                    (campo("comando.responsavel_id", "r", self.responsavel, obrigatorio=True), 6),
                    (campo("comando.unidade_atendimento_id", "i", self.atendimento), 6),
                ),
                (
                    (campo("comando.unidade_atual_id", "l", self.atual), 6),
                    (campo("comando.unidade_superior_id", "e", self.superior), 6),
                ),
                ((campo("comando.especificacao_ids", "c", self.especificacoes), 12),),
            ),
        )

    def _excluir(self) -> None:
        """Let only one of Unidade Atual and Unidade Superior be given."""
        self.superior.setEnabled(self.atual.item() is None)
        self.atual.setEnabled(self.superior.item() is None)


class NovoComando(PaginaContato):
    """The page of the form.

    Args:
        ver: shows the list, at a command when its number is given.

    Signals:
        executar_pedido: number of the command just registered.
    """

    COM_PROTOCOLO = False
    executar_pedido = Signal(int)

    def __init__(self, ponte: Ponte, ver: Callable[[int | None], object]) -> None:
        self._tela: TelaDeComando | None = None
        self._ver = ver
        super().__init__(ponte, TITULO, None, "C&omandar")
        self.previa = botao("&Prévia…")
        self.previa.setToolTip("Conta o que o comando encerraria agora, sem gravar nada")
        self.previa.clicked.connect(lambda: self.iniciar(self._prever()))
        self.rodape.oferecer(self.previa)

    @property
    def campos(self) -> AbaComando:
        """The fields."""
        if not isinstance(self.formulario, AbaComando):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        campos = AbaComando(self._ponte)
        if self._tela is not None:
            campos.abrir(self._tela)
        return campos

    async def _abrir(self) -> None:
        self._tela = await self._ponte.executar(abrir)
        self.campos.abrir(self._tela)

    async def _prever(self) -> None:
        self.barra.fechar("erros")
        await self.formulario.aguardar()
        if invalidos := self._invalidos():
            self._mostrar_erros(invalidos)
            return
        try:
            with self.ocupado.ocupar("Contando…", desabilitar=[*self.rodape.botoes, self.previa]):
                contado = await self._ponte.executar(prever, self._ponte.contexto, self.campos.valor())
        except RegraViolada as erro:
            self._recusar(erro)
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        else:
            await DialogoPrevia(contado, "O que este comando encerraria agora", self.window()).mostrar()

    async def _gravar(self) -> None:
        numero = await self._ponte.executar(comandar, self._ponte.contexto, self.campos.valor())
        executa = self._tela is not None and self._tela.executa
        agora = [Acao("&Executar agora", lambda: self.executar_pedido.emit(numero))] if executa else []
        self.feito.mostrar(
            texto("COMANDO_REGISTRADO", comando=numero),
            [
                Acao("&Ver comandos", lambda: self._ver(numero)),
                *agora,
                Acao("&Novo comando", self._recomecar),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
            detalhe="Nada foi encerrado ainda." if executa else texto("COMANDO_DO_GSAN"),
        )
        self._celebrar(numero)
