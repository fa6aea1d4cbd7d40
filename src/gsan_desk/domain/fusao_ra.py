"""Three-way merge of an RA [UC0408]: read, mine, stored; tabs field by field, collections by id (spec 10 §2.14)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from gsan_desk.domain.atualizacao import AnexoRA, AtualizarRA, EstadoRA, SolicitanteRA
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.conflito import CampoEmConflito, Fusao, essencia
from gsan_desk.domain.devolucao import ValorDevolver
from gsan_desk.domain.registro_atendimento import DadosGerais, Local, Solicitante
from gsan_desk.domain.rotulos import rotulo

Item = TypeVar("Item")
Aba = TypeVar("Aba", DadosGerais, Local, Solicitante)


@dataclass(frozen=True, slots=True)
class Grupo:
    """Attributes that only make sense together, merged as one field; ``comparados`` are those that the base stores."""

    campo: str
    atributos: tuple[str, ...]
    nome: str = ""
    comparados: tuple[str, ...] = ()

    @property
    def rotulo(self) -> str:
        """Name shown to people."""
        return self.nome or rotulo(self.campo) or self.campo

    def valores(self, aba: Any) -> tuple[Any, ...]:
        """Take the values of the group."""
        return tuple(getattr(aba, atributo) for atributo in self.atributos)

    def chave(self, valores: tuple[Any, ...]) -> Any:
        """Reduce the values to what counts."""
        todos = dict(zip(self.atributos, valores, strict=True))
        return tuple(essencia(todos[atributo]) for atributo in self.comparados or self.atributos)


def _um(campo: str) -> Grupo:
    return Grupo(campo, (campo.rpartition(".")[2],))


GERAIS = (
    Grupo("dados_gerais.data", ("data", "hora"), "Data e Hora do Atendimento"),
    Grupo("dados_gerais.espera_inicial", ("espera_inicial", "espera_final"), "Tempo de Espera"),
    _um("dados_gerais.unidade_id"),
    _um("dados_gerais.meio_id"),
    Grupo("dados_gerais.especificacao_id", ("tipo_id", "especificacao_id"), comparados=("especificacao_id",)),
    _um("dados_gerais.observacao"),
)
LUGAR = (
    _um("local.imovel_id"),
    _um("local.endereco"),
    _um("local.ponto_referencia"),
    Grupo("local.coordenada_norte", ("coordenada_norte", "coordenada_leste"), "Coordenadas"),
    Grupo("local.bairro_area_id", ("municipio_id", "bairro_id", "bairro_area_id"), comparados=("bairro_area_id",)),
    Grupo(
        "local.localidade_id",
        ("localidade_id", "setor_comercial_id", "quadra_id"),
        "Localidade, Setor Comercial e Quadra",
    ),
    _um("local.divisao_esgoto_id"),
    _um("local.local_ocorrencia_id"),
    _um("local.pavimento_rua_id"),
    _um("local.pavimento_calcada_id"),
    _um("local.diametro"),
    _um("local.descricao"),
)
_NO_LUGAR = tuple(atributo for grupo in LUGAR for atributo in grupo.atributos)
LUGAR_INTEIRO = Grupo(
    "local.descricao",
    _NO_LUGAR,
    "Local da Ocorrência (todos os campos)",
    tuple(atributo for atributo in _NO_LUGAR if atributo not in ("municipio_id", "bairro_id")),
)
QUEM = (
    Grupo("quem", ("cliente_id", "unidade_id", "funcionario_id", "nome"), "Solicitante"),
    Grupo("email", ("enviar_email", "email"), "Email para pesquisa"),
    Grupo("endereco", ("endereco",), "Endereço do Solicitante"),
    Grupo("ponto_referencia", ("ponto_referencia",), "Ponto de Referência do Solicitante"),
    Grupo("fones", ("fones",), "Fones do Solicitante"),
)
QUEM_INTEIRO = Grupo("quem", tuple(a for grupo in QUEM for a in grupo.atributos), "Solicitante")
PRINCIPAL = "solicitantes.principal"


@dataclass(frozen=True, slots=True)
class RAFundido:
    """The RA as it is to become; ``conflitos`` is empty when it may be written.

    ``mantidos`` names what somebody else changed since it was read, and this command leaves as they did.
    """

    dados_gerais: DadosGerais
    local: Local
    solicitantes: tuple[SolicitanteRA, ...]
    observacoes: dict[int, str]
    anexos_removidos: frozenset[int]
    conflitos: tuple[CampoEmConflito, ...]
    mantidos: tuple[str, ...] = ()


def fundir(comando: AtualizarRA, armazenado: EstadoRA) -> RAFundido:
    """Merge the command into the base: what one side alone changed stands, what both changed waits for a decision.

    Tipo do Atendimento and Número Manual never change; date, hour and end of the wait only of a manual RA.
    """
    fusao = Fusao(comando.decisoes if comando.decidido_sobre == armazenado else {})
    lido = comando.lido
    gerais = _aba(fusao, GERAIS, (lido.dados_gerais, _so_o_que_muda(comando), armazenado.dados_gerais))
    locais = (lido.local, comando.local, armazenado.local)
    lugar = (LUGAR_INTEIRO,) if _troca_de_modo(locais) else LUGAR
    local = replace(_aba(fusao, lugar, locais), **_financeiro(fusao, locais, armazenado.devolvidos))
    solicitantes = _solicitantes(fusao, (lido.solicitantes, comando.solicitantes, armazenado.solicitantes))
    observacoes, removidos = _anexos(fusao, comando, armazenado)
    conflitos, mantidos = tuple(fusao.conflitos), tuple(dict.fromkeys(fusao.mantidos))
    return RAFundido(gerais, local, solicitantes, observacoes, removidos, conflitos, mantidos)


def _so_o_que_muda(comando: AtualizarRA) -> DadosGerais:
    lido, meu = comando.lido.dados_gerais, comando.dados_gerais
    if lido.tipo_atendimento is TipoAtendimento.MANUAL:
        return meu
    return replace(meu, data=lido.data, hora=lido.hora, espera_final=lido.espera_final)


def _aba(fusao: Fusao, grupos: tuple[Grupo, ...], versoes: tuple[Aba, Aba, Aba], prefixo: str = "") -> Aba:
    """Merge the groups of a tab into the stored one."""
    lido, meu, deles = versoes
    fundidos: dict[str, Any] = {}
    for grupo in grupos:
        valores = (grupo.valores(lido), grupo.valores(meu), grupo.valores(deles))
        escolhidos = fusao.fundir(prefixo + grupo.campo, grupo.rotulo, valores, grupo.chave)
        fundidos |= zip(grupo.atributos, escolhidos, strict=True)
    return replace(deles, **fundidos)


def _troca_de_modo(locais: tuple[Local, Local, Local]) -> bool:
    """Tell that somebody went from identification to description, or back: then no single field can be merged."""
    return len({bool(local.descricao.strip()) for local in locais}) > 1


def _financeiro(fusao: Fusao, locais: tuple[Local, Local, Local], devolvidos: frozenset[int]) -> dict[str, Any]:
    """Merge contas and payments one by one; when somebody changed the imóvel, they are all or none."""
    lido, meu, deles = locais
    mesmo_imovel = len({local.imovel_id for local in locais}) == 1
    fundidos: dict[str, Any] = {}
    for atributo in ("conta_ids", "pagamento_ids", "devolucoes"):
        versoes = (getattr(lido, atributo), getattr(meu, atributo), getattr(deles, atributo))
        campo = f"local.{atributo}"
        if mesmo_imovel and not _mesmo_documento_duas_vezes(conjunto(*versoes)):
            fundidos[atributo] = conjunto(*versoes)
            if set(versoes[0]) != set(versoes[2]):
                fusao.mantidos.append(rotulo(campo) or campo)
        else:
            fundidos[atributo] = fusao.fundir(campo, rotulo(campo) or campo, versoes, frozenset)
    return fundidos | com_os_devolvidos(deles, replace(deles, **fundidos), devolvidos)


def com_os_devolvidos(antes: Local, depois: Local, devolvidos: frozenset[int]) -> dict[str, Any]:
    """Keep what was given back already: it never leaves the RA."""
    pagos = [p for p in antes.pagamento_ids if p in devolvidos and p not in depois.pagamento_ids]
    valores = [v for v in antes.devolucoes if v.pagamento_id in devolvidos and v not in depois.devolucoes]
    return {
        "pagamento_ids": (*depois.pagamento_ids, *pagos),
        "devolucoes": (*depois.devolucoes, *valores),
    }


def _mesmo_documento_duas_vezes(fundidos: tuple[Any, ...]) -> bool:
    """Two people asked for different values of the same payment: no set of both makes sense."""
    pagamentos = [v.pagamento_id for v in fundidos if isinstance(v, ValorDevolver)]
    return len(set(pagamentos)) < len(pagamentos)


def conjunto(lido: tuple[Item, ...], meu: tuple[Item, ...], deles: tuple[Item, ...]) -> tuple[Item, ...]:
    """Merge sets: mine is what I added and took away, applied to theirs."""
    tirados = set(lido) - set(meu)
    return tuple(dict.fromkeys((*(i for i in deles if i not in tirados), *(i for i in meu if i not in lido))))


Linhas = tuple[SolicitanteRA, ...]


def _solicitantes(fusao: Fusao, versoes: tuple[Linhas, Linhas, Linhas]) -> Linhas:
    lido, meu, deles = versoes
    meu = _sem_repetir(meu, deles)
    fundidos = [*_existentes(fusao, (lido, meu, deles)), *(linha for linha in meu if linha.id is None)]
    return _com_um_principal(fusao, (lido, meu, deles), fundidos)


def _sem_repetir(meu: Linhas, deles: Linhas) -> Linhas:
    """Recognise by its protocolo a new row that a save, thought to be lost, wrote already."""
    gravados = {linha.protocolo: linha for linha in deles if linha.protocolo}
    reconhecidos = (
        replace(gravados[linha.protocolo], principal=linha.principal)
        if linha.id is None and linha.protocolo in gravados
        else linha
        for linha in meu
    )
    return tuple(reconhecidos)


def _existentes(fusao: Fusao, versoes: tuple[Linhas, Linhas, Linhas]) -> Iterator[SolicitanteRA]:
    """Merge the rows that were read, and leave alone those that came meanwhile."""
    lidos, meus, deles = ({linha.id: linha for linha in linhas if linha.id is not None} for linhas in versoes)
    for id_ in dict.fromkeys((*lidos, *deles)):
        lido, meu, dele = lidos.get(id_), meus.get(id_), deles.get(id_)
        if lido is None:
            fundido = dele
            if id_ not in meus:
                fusao.mantidos.append("Solicitante")
        elif meu is not None and dele is not None:
            fundido = _linha(fusao, lido, meu, dele)
        else:
            versoes_da_linha = (lido, meu, dele)
            fundido = fusao.fundir(f"solicitantes.{id_}", "Solicitante", versoes_da_linha, _conteudo)
            if dele is None and fundido is not None:
                fundido = replace(fundido, id=None, versao=None)
        if fundido is not None:
            yield fundido


def _linha(fusao: Fusao, lido: SolicitanteRA, meu: SolicitanteRA, dele: SolicitanteRA) -> SolicitanteRA:
    pessoas = (lido.solicitante, meu.solicitante, dele.solicitante)
    outra_forma = len({(p.cliente_id is None, p.unidade_id is None) for p in pessoas}) > 1
    grupos = (QUEM_INTEIRO,) if outra_forma else QUEM
    pessoa = _aba(fusao, grupos, pessoas, f"solicitantes.{lido.id}.")
    nomes = meu if pessoa.cliente_id == meu.solicitante.cliente_id else dele
    return replace(dele, solicitante=pessoa, cliente=nomes.cliente, funcionario=nomes.funcionario)


def _conteudo(linha: SolicitanteRA | None) -> Any:
    """Reduce a row to who asks; which one is the principal is a question of the whole list."""
    if linha is None:
        return None
    return tuple(essencia(getattr(linha.solicitante, atributo)) for atributo in QUEM_INTEIRO.atributos)


def _com_um_principal(fusao: Fusao, versoes: tuple[Linhas, Linhas, Linhas], fundidos: list[SolicitanteRA]) -> Linhas:
    """Mark the principal, chosen as one field of the list; a row alone is the principal."""
    lido, meu, deles = ([linha.chave for linha in linhas if linha.principal] for linhas in versoes)
    escolhido = fusao.fundir(PRINCIPAL, "Solicitante principal", (lido, meu, deles), frozenset)
    chaves = {linha.chave for linha in fundidos}
    marcados = next((m for m in (escolhido, deles, meu) if chaves & set(m)), [])
    if len(fundidos) == 1:
        marcados = list(chaves)
    return tuple(replace(linha, principal=linha.chave in marcados) for linha in fundidos)


def _anexos(fusao: Fusao, comando: AtualizarRA, armazenado: EstadoRA) -> tuple[dict[int, str], frozenset[int]]:
    """Merge observações and removals; what somebody removed while I wrote its observação waits for a decision."""
    deles = {anexo.id: anexo for anexo in armazenado.anexos}
    observacoes: dict[int, str] = {}
    removidos: set[int] = set()
    if deles.keys() - {anexo.id for anexo in comando.lido.anexos}:
        fusao.mantidos.append("Anexos")
    for lido in comando.lido.anexos:
        meu = _meu_anexo(comando, lido)
        dele = deles.get(lido.id)
        fundido = fusao.fundir(f"anexos.{lido.id}", "Observação do arquivo", (lido, meu, dele), _observacao)
        if dele is None:
            continue
        if fundido is None:
            removidos.add(lido.id)
        elif _observacao(fundido) != _observacao(dele):
            observacoes[lido.id] = fundido.observacao
    return observacoes, frozenset(removidos)


def _meu_anexo(comando: AtualizarRA, lido: AnexoRA) -> AnexoRA | None:
    if lido.id in comando.anexos.removidos:
        return None
    return replace(lido, observacao=comando.anexos.observacoes.get(lido.id, lido.observacao))


def _observacao(anexo: AnexoRA | None) -> Any:
    return None if anexo is None else essencia(anexo.observacao)
