"""Tab Local da Ocorrência, as Inserir and Atualizar share it [UC0366, UC0408], spec 10 §3.3."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gsan_desk.domain.devolucao import NOMES, TipoDevolucao, tipo_pedido
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Local
from gsan_desk.domain.regras import imovel as regras_imovel
from gsan_desk.domain.regras import local as regras
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.services import conta, endereco, imovel
from gsan_desk.services.conta import ContaRA
from gsan_desk.services.devolucao import oferta
from gsan_desk.services.pesquisas.lista import Achado, inteiro
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.mapa.apontar import apontar
from gsan_desk.ui.pesquisas.busca import encadear
from gsan_desk.ui.pesquisas.contas import escolher_conta
from gsan_desk.ui.pesquisas.endereco import DialogoEndereco
from gsan_desk.ui.registro_atendimento import local_campos
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio, avisar, botao, grade, nota, so_leitura
from gsan_desk.ui.registro_atendimento.local_estado import EstadoLocal, calcular, descrito_pelo_imovel
from gsan_desk.ui.registro_atendimento.ofertas import OfertasDoRA
from gsan_desk.ui.widgets.campo import Campo

ABA = "local"
CADEIA = ("imovel_id", "endereco", "municipio_id", "bairro_id", "localidade_id", "setor_comercial_id", "quadra_id")


class AbaLocal(Aba):
    """The second tab: the imóvel, or the place, or what the person says of it.

    Signals:
        imovel_mudou: the ``ImovelFato``, or ``None``.
        pendentes_pedidos: the button RAs Pendentes; the matrícula.
        debitos_pedidos: the button Consultar Débitos; the matrícula.
    """

    imovel_mudou = Signal(object)
    pendentes_pedidos = Signal(int)
    debitos_pedidos = Signal(int)

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self.campos = self._criar_campos()
        self._lido: ImovelFato | None = None
        self._especificacao: Especificacao | None = None
        self._exige = Exigencias()
        self._imovel: ImovelFato | None = None
        self._tipo: TipoDevolucao | None = None
        self._ra: int | None = None
        self._estado: EstadoLocal | None = None
        self._dispor()
        self._ligar()
        self._atualizar()

    @property
    def imovel(self) -> ImovelFato | None:
        """The facts of the imóvel informed."""
        return self._imovel

    def valor(self) -> Local:
        """Read the tab."""
        return self._preenchido()

    def verificar(self, dados: DadosGerais, relogio: Relogio) -> list[Violacao]:
        """Check what needs no other row of the base."""
        achados = regras.verificar(self.valor(), dados, self._contexto, self._imovel, relogio.agora().date())
        if self._imovel is not None and self._especificacao is not None:
            aberta = regras_imovel.mesma_especificacao(self._imovel, self._especificacao)
            achados = [*([aberta] if aberta else []), *achados]
        return achados

    async def aguardar(self) -> None:
        """Wait for the look-ups; one that failed for want of the base is made again."""
        await super().aguardar()
        matricula = self.campos.imovel_id.valor()
        if matricula is not None and (self._imovel is None or self._imovel.id != matricula):
            await self._carregar_imovel(matricula)
            await super().aguardar()

    def aplicar(self, especificacao: Especificacao | None) -> None:
        """Take the demands of another especificação: what no longer applies goes, the imóvel is judged again."""
        self._especificacao = especificacao
        exige = exigencias(especificacao.id if especificacao else None, self._contexto.dominios)
        self._tipo = tipo_pedido(exige, self._contexto.operador)
        mudou_agua, self._exige = exige.falta_agua != self._exige.falta_agua, exige
        if mudou_agua and not exige.falta_agua:
            self.campos.municipio_id.limpar()
        if not exige.area_esgoto:
            self.campos.divisao_esgoto_id.definir(None)
        self._financeiro()
        if self._imovel is not None:
            self._preencher_do_imovel(self._imovel)
        elif self.campos.endereco.valor() is not None:
            self._bairro_do_endereco()
        self._mudou_o_lugar()
        self._mostrar_exigidos()
        self._atualizar()

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back, each field after the one it depends on."""
        nomes = (*CADEIA, *(n for n in self.campos.nomes() if n not in CADEIA))
        for nome in nomes:
            if valor := dados.get(f"{ABA}.{nome}"):
                self.formulario.restaurar({f"{ABA}.{nome}": valor})
                await self.aguardar()
        self._atualizar()

    def _criar_campos(self) -> local_campos.CamposLocal:
        return local_campos.criar(
            self._ponte,
            self._verificador,
            self._escolher_endereco,
            self._buscar_conta,
            self._pesquisar_conta,
            self._por_matricula,
        )

    def _dispor(self) -> None:
        campos, campo = self.campos, self._campo
        self.ofertas = OfertasDoRA()
        self._pendentes = botao("&RAs Pendentes")
        self._debitos = botao("Consultar Débitos (&W)")
        self._nota_imovel, self._nota_bloqueio = nota(), nota()
        self.municipio_da_localidade = so_leitura("Município da Localidade")
        identificacao = grade(
            ((campo(f"{ABA}.imovel_id", "i", campos.imovel_id), 5), (self._ao_lado_do_imovel(), 7)),
            (
                (campo(f"{ABA}.endereco", "", campos.endereco, nome="Endereço da Ocorrência"), 8),
                (campo(f"{ABA}.ponto_referencia", "f", campos.ponto_referencia), 4),
            ),
            (
                (campo(f"{ABA}.localidade_id", "l", campos.localidade_id), 4),
                (campo(f"{ABA}.setor_comercial_id", "t", campos.setor_comercial_id), 3),
                (campo(f"{ABA}.quadra_id", "q", campos.quadra_id), 3),
                (Campo("Município da Localidade", self.municipio_da_localidade), 2),
            ),
        )
        self._agua = _linha(
            (campo(f"{ABA}.municipio_id", "m", campos.municipio_id), 4),
            (campo(f"{ABA}.bairro_id", "b", campos.bairro_id), 4),
            (campo(f"{ABA}.bairro_area_id", "z", campos.bairro_area_id), 4),
        )
        self._preencher(identificacao, self._agua, *self._dispor_o_resto())
        self._mostrar_exigidos()

    def _dispor_o_resto(self) -> tuple[QLayout | QWidget, ...]:
        campos, campo = self.campos, self._campo
        return (
            grade(
                (
                    (campo(f"{ABA}.local_ocorrencia_id", "o", campos.local_ocorrencia_id), 3),
                    (campo(f"{ABA}.pavimento_rua_id", "v", campos.pavimento_rua_id), 2),
                    (campo(f"{ABA}.pavimento_calcada_id", "p", campos.pavimento_calcada_id), 2),
                    (campo(f"{ABA}.coordenada_norte", "6", campos.coordenada_norte), 2),
                    (campo(f"{ABA}.coordenada_leste", "7", campos.coordenada_leste), 2),
                    (self._ao_lado_das_coordenadas(), 1),
                ),
                (*self._antes_da_divisao(), (campo(f"{ABA}.divisao_esgoto_id", "g", campos.divisao_esgoto_id), 6)),
            ),
            campo(f"{ABA}.conta_ids", "k", campos.conta_ids),
            campo(f"{ABA}.pagamento_ids", "", campos.pagamento_ids),
            campo(f"{ABA}.devolucoes", "", campos.devolucoes),
            grade((*self._antes_da_descricao(), (campo(f"{ABA}.descricao", "9", campos.descricao), 6))),
            self._nota_bloqueio,
        )

    def _antes_da_divisao(self) -> Sequence[tuple[QWidget, int]]:
        """Give what stands left of the Divisão de Esgoto, six columns at most."""
        return ()

    def _antes_da_descricao(self) -> Sequence[tuple[QWidget, int]]:
        """Give what stands left of the description, six columns at most."""
        return ()

    def _mudou_o_lugar(self) -> None:
        """Hear that imóvel, localidade, divisão de esgoto or especificação changed."""

    def _ao_lado_do_imovel(self) -> QWidget:
        lado = QWidget()
        caixa = QHBoxLayout(lado)
        caixa.setContentsMargins(0, 16, 0, 0)
        for alvo in (self._pendentes, self._debitos):
            caixa.addWidget(alvo, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        caixa.addWidget(self._nota_imovel, 1, Qt.AlignmentFlag.AlignTop)
        ao_lado = QWidget()
        coluna = QVBoxLayout(ao_lado)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.addWidget(lado)
        coluna.addWidget(self.ofertas)
        return ao_lado

    def _ao_lado_das_coordenadas(self) -> QWidget:
        self.no_mapa = botao("Mapa (&X)", "Apontar as coordenadas no mapa")
        lado = QWidget()
        caixa = QHBoxLayout(lado)
        caixa.setContentsMargins(0, 16, 0, 0)
        caixa.addWidget(self.no_mapa, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return lado

    def _ligar(self) -> None:
        campos = self.campos
        encadear(campos.municipio_id, campos.bairro_id)
        encadear(campos.localidade_id, campos.setor_comercial_id)
        encadear(campos.setor_comercial_id, campos.quadra_id)
        campos.imovel_id.resolvido.connect(self._mudou_imovel)
        campos.endereco.alterado.connect(self._mudou_endereco)
        campos.bairro_id.resolvido.connect(self._mudou_bairro)
        campos.localidade_id.resolvido.connect(self._mudou_localidade)
        campos.quadra_id.resolvido.connect(self._mudou_quadra)
        campos.divisao_esgoto_id.alterado.connect(self._mudou_o_lugar)
        self._pendentes.clicked.connect(lambda: self._pedir(self.pendentes_pedidos))
        self._debitos.clicked.connect(lambda: self._pedir(self.debitos_pedidos))
        self.no_mapa.clicked.connect(lambda: self._ponte.iniciar(self._apontar(), self))
        campos.devolucoes.recusado.connect(self.formulario[f"{ABA}.devolucoes"].mostrar_erro)
        self.formulario.alterado.connect(self._atualizar)
        self.formulario.mostrado.connect(self.ofertas.mostrar)
        self.formulario[f"{ABA}.imovel_id"].alterado.connect(lambda: self.ofertas.mostrar(()))

    def _mudou_imovel(self, item: Any) -> None:
        if item is None:
            self._assumir_imovel(None)
        elif self._lido is not None and self._lido.id == item.id:
            self._assumir_imovel(self._lido)
        elif self._imovel is None or self._imovel.id != item.id:
            self._buscar(self._carregar_imovel(item.id))

    async def _por_matricula(self, digitada: str) -> Achado | None:
        """Find the imóvel with all its facts: one statement serves the field and the rules."""
        matricula = inteiro(digitada)
        if matricula is None:
            return None
        self._lido = await self._ler_imovel(matricula)
        return Achado(matricula, str(matricula), self._lido.inscricao) if self._lido is not None else None

    async def _ler_imovel(self, matricula: int) -> ImovelFato | None:
        return await self._ponte.executar(imovel.carregar, self._contexto, matricula)

    async def _carregar_imovel(self, matricula: int) -> None:
        fato = await self._ler_imovel(matricula)
        if self.campos.imovel_id.valor() != matricula:  # another one was typed meanwhile
            return
        if fato is None:
            self.formulario[f"{ABA}.imovel_id"].mostrar_erro(texto("IMOVEL_INEXISTENTE"))
        else:
            self._assumir_imovel(fato)

    def _assumir_imovel(self, fato: ImovelFato | None) -> None:
        """Fill what the imóvel tells, after emptying what the former one told (§3.3.1)."""
        anterior, self._imovel = self._imovel, fato
        if anterior is not None:
            self._esvaziar_do_imovel(anterior)
        if fato is not None:
            self._preencher_do_imovel(fato)
        self._financeiro()
        self._mudou_o_lugar()
        self._atualizar()
        if anterior is not None or fato is not None:
            self.imovel_mudou.emit(fato)

    def _esvaziar_do_imovel(self, fato: ImovelFato) -> None:
        campos = self.campos
        for nome in ("endereco", "localidade_id", "municipio_id", "pavimento_rua_id", "pavimento_calcada_id"):
            getattr(campos, nome).definir(None)
        campos.divisao_esgoto_id.definir(None)
        for eixo in ("coordenada_norte", "coordenada_leste"):
            if getattr(campos, eixo).valor() == getattr(fato, eixo):
                getattr(campos, eixo).definir(None)
        if campos.descricao.valor() == _descricao(fato):
            campos.descricao.definir("")

    def _preencher_do_imovel(self, fato: ImovelFato) -> None:
        campos, dominios = self.campos, self._contexto.dominios
        self._julgar_imovel(fato)
        descrito = descrito_pelo_imovel(fato, self._exige)
        if self._exige.imovel_obrigatorio or campos.endereco.valor() is None:
            campos.endereco.definir(fato.endereco)
        if descrito:
            campos.descricao.definir(_descricao(fato))
        elif campos.descricao.valor() == _descricao(fato):
            campos.descricao.definir("")
        campos.localidade_id.definir(achado(fato.localidade_id, dominios.localidades))
        campos.setor_comercial_id.definir(Achado(fato.setor_comercial_id, str(fato.setor_comercial_codigo), ""))
        campos.quadra_id.definir(Achado(fato.quadra_id, str(fato.quadra_numero), fato.bairro_nome))
        for eixo in ("coordenada_norte", "coordenada_leste"):
            if not getattr(campos, eixo).text():
                getattr(campos, eixo).definir(getattr(fato, eixo))
        for nome in ("pavimento_rua_id", "pavimento_calcada_id"):
            if self._exige.imovel_obrigatorio or getattr(campos, nome).valor() is None:
                getattr(campos, nome).definir(getattr(fato, nome))
        if self._exige.area_esgoto and fato.divisao_esgoto_id is not None:
            campos.divisao_esgoto_id.definir(fato.divisao_esgoto_id)
        if self._exige.falta_agua and fato.bairro_id is not None:
            campos.municipio_id.definir(achado(fato.municipio_id, dominios.municipios))
            campos.bairro_id.definir(Achado(fato.bairro_id, str(fato.bairro_codigo), fato.bairro_nome))

    def _julgar_imovel(self, fato: ImovelFato) -> None:
        """Say at once what the especificação has against the imóvel (M13 to M15), and what is only to be known."""
        recusas = (
            regras_imovel.ao_informar(fato, self._especificacao, self._contexto.dominios) if self._especificacao else []
        )
        self.formulario[f"{ABA}.imovel_id"].mostrar_erro("\n".join(v.mensagem for v in recusas))
        self.ofertas.mostrar(recusas)

    def _financeiro(self) -> None:
        """Drop contas and payments of another imóvel; load the duplicate payments where they are asked for."""
        fato = self._imovel
        do_imovel = [c for c in self.campos.conta_ids.linhas() if fato is not None and c.imovel_id == fato.id]
        self.campos.conta_ids.definir(tuple(do_imovel) if self._exige.conta_habilitada else ())
        self.campos.pagamento_ids.definir(())
        self.campos.devolucoes.esvaziar()
        if fato is not None and self._tipo is not None:
            self._buscar(self._carregar_pagamentos(fato.id, self._tipo))

    async def _carregar_pagamentos(self, matricula: int, tipo: TipoDevolucao) -> None:
        try:
            achados = await self._ponte.executar(oferta.ofertas, tipo, matricula, self._ra)
        except RegraViolada as erro:
            self.formulario[f"{ABA}.imovel_id"].mostrar_erro(str(erro))
            return
        if self._imovel is None or self._imovel.id != matricula or self._tipo is not tipo:
            return
        if tipo is TipoDevolucao.COBRADO_INDEVIDAMENTE:
            self.campos.devolucoes.oferecer(achados)
        else:
            self.campos.pagamento_ids.definir(achados)

    async def _buscar_conta(self, referencia: int | None) -> ContaRA | None:
        matricula = self._imovel.id if self._imovel is not None else None
        try:
            return await self._ponte.executar(conta.buscar, self._contexto, matricula, referencia)
        except RegraViolada as erro:
            self.formulario[f"{ABA}.conta_ids"].mostrar_erro(str(erro))
            return None

    async def _pesquisar_conta(self) -> ContaRA | None:
        try:
            return await escolher_conta(self._ponte, self._imovel.id if self._imovel else None, self.window())
        except RegraViolada as erro:
            self.formulario[f"{ABA}.conta_ids"].mostrar_erro(str(erro))
            return None

    async def _escolher_endereco(self) -> Endereco | None:
        dialogo = DialogoEndereco(
            self._ponte,
            complemento_maximo=regras.TAMANHOS_ENDERECO["complemento"],
            perimetros=True,
            municipio_id=self.campos.municipio_id.valor(),
            bairro_id=self.campos.bairro_id.valor(),
            parent=self.window(),
        )
        return await dialogo.informar()

    async def _apontar(self) -> None:
        metros = await apontar(self._ponte, self._preenchido(), self.window())
        if metros is not None:
            self.campos.coordenada_leste.definir(metros[0])
            self.campos.coordenada_norte.definir(metros[1])

    def _mudou_endereco(self) -> None:
        if self._imovel is None and self._exige.falta_agua:
            self._bairro_do_endereco()

    def _bairro_do_endereco(self) -> None:
        """Take município and bairro from the address; its bairro has no code at hand, so only its place is named."""
        onde: Endereco | None = self.campos.endereco.valor()
        if not self._exige.falta_agua or onde is None or onde.bairro_id is None:
            return
        self.campos.municipio_id.definir(achado(onde.municipio_id, self._contexto.dominios.municipios))
        self.campos.bairro_id.definir(Achado(onde.bairro_id, "", "o do endereço"))

    def _mudou_bairro(self, item: Any) -> None:
        self.campos.bairro_area_id.definir_itens(())
        if item is not None and self._exige.falta_agua:
            self._buscar(self._carregar_areas(item.id))

    async def _carregar_areas(self, bairro_id: int) -> None:
        areas = await self._ponte.executar(endereco.areas, bairro_id)
        if self.campos.bairro_id.valor() != bairro_id:
            return
        self.campos.bairro_area_id.definir_itens(areas)
        if not areas:
            vazia = violacao("M34", tabela="Área do Bairro")
            self.formulario[f"{ABA}.bairro_area_id"].mostrar_erro(vazia.mensagem)

    def _mudou_localidade(self, item: Any) -> None:
        dominios = self._contexto.dominios
        localidade = dominios.localidades.get(item.id) if item is not None else None
        municipio = dominios.municipios.get(localidade.municipio_id or 0) if localidade is not None else None
        self.municipio_da_localidade.setText(municipio.descricao if municipio is not None else "")
        self.municipio_da_localidade.setCursorPosition(0)
        self._mudou_o_lugar()

    def _mudou_quadra(self, item: Any) -> None:
        """Propose the divisão that serves the quadra; the attendant may choose another that does."""
        if item is not None and self._exige.area_esgoto and self._imovel is None:
            self._buscar(self._carregar_divisao(item.id))

    async def _carregar_divisao(self, quadra_id: int) -> None:
        divisao = await self._ponte.executar(endereco.divisao_da_quadra, quadra_id)
        if self.campos.quadra_id.valor() == quadra_id and self.campos.divisao_esgoto_id.valor() is None:
            self.campos.divisao_esgoto_id.definir(divisao)

    def _pedir(self, sinal: SignalInstance) -> None:
        if self._imovel is not None:
            sinal.emit(self._imovel.id)

    def _mostrar_exigidos(self) -> None:
        """Show only the groups of fields that the especificação has a use for."""
        self._agua.setVisible(self._exige.falta_agua)
        self.formulario[f"{ABA}.divisao_esgoto_id"].setVisible(self._exige.area_esgoto)
        self._mostrar_devolucao()

    def _mostrar_devolucao(self) -> None:
        """Show the group of the kind of return; without the permission the third only shows what is asked already."""
        tipo, campos = self._tipo, self.campos
        indevido = self._exige.cobrado_indevidamente and (tipo is not None or bool(campos.devolucoes.valor()))
        inteiros = tipo if tipo is not TipoDevolucao.COBRADO_INDEVIDAMENTE else None
        if inteiros is not None:
            campos.pagamento_ids.mostrar_tipo(inteiros)
            self.formulario[f"{ABA}.pagamento_ids"].definir_rotulo(NOMES[inteiros])
        self.formulario[f"{ABA}.pagamento_ids"].setVisible(inteiros is not None)
        self.formulario[f"{ABA}.devolucoes"].setVisible(indevido)
        self.formulario[f"{ABA}.conta_ids"].setVisible(self._exige.conta_habilitada and not indevido)

    def _atualizar(self) -> None:
        """Open, close and mark the fields by what they hold now."""
        fato, local = self._imovel, self._preenchido()
        estado = self._calcular(local)
        if estado != self._estado:
            self._estado = estado
            for nome in self.campos.nomes():
                local_campos.abrir(getattr(self.campos, nome), nome in estado.abertos)
                self.formulario[f"{ABA}.{nome}"].definir_obrigatorio(nome in estado.obrigatorios)
        for alvo in (self._pendentes, self._debitos):
            alvo.setEnabled(fato is not None)
        self._avisar(local, fato)

    def _preenchido(self) -> Local:
        """Give what the fields hold."""
        return self.campos.ler()

    def _calcular(self, local: Local) -> EstadoLocal:
        return calcular(local, self._exige, self._imovel, self._contexto.dominios)

    def _avisar(self, local: Local, fato: ImovelFato | None) -> None:
        avisos = regras.avisos(local, fato, self._exige)
        avisar(self._nota_imovel, _frases(avisos, lambda codigo: codigo == "IMOVEL_PENDENTE"))
        avisar(self._nota_bloqueio, _frases(avisos, lambda codigo: codigo.startswith("BLOQUEIO")))


def _linha(*campos: tuple[QWidget, int]) -> QWidget:
    linha = QWidget()
    caixa = QVBoxLayout(linha)
    caixa.setContentsMargins(0, 0, 0, 0)
    caixa.addLayout(grade(campos))
    return linha


def achado(id_: int | None, linhas: dict[int, Any]) -> Achado | None:
    """Give a row of the client's tables as a code field keeps it."""
    linha = linhas.get(id_ or 0)
    return Achado(linha.id, str(linha.id), linha.descricao) if linha is not None else None


def _descricao(fato: ImovelFato) -> str:
    return fato.endereco_texto[: regras.TAMANHOS["descricao"]].strip()


def _frases(avisos: list[Violacao], serve: Callable[[str], bool]) -> str:
    return "\n".join(v.mensagem for v in avisos if serve(v.codigo))
