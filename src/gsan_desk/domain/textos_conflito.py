"""What the screen shows of each side of a conflict: names instead of ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gsan_desk.domain import telefone
from gsan_desk.domain.atualizacao import AnexoRA, SolicitanteRA
from gsan_desk.domain.conflito import CampoEmConflito
from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.fusao_ra import LUGAR, LUGAR_INTEIRO, PRINCIPAL, QUEM, QUEM_INTEIRO
from gsan_desk.domain.registro_atendimento import Endereco, Fone

VAZIO = "(vazio)"
REMOVIDO = "(removido)"
Tabela = Mapping[int, str]
LEGENDAS = {"quem": "", "email": "e-mail", "endereco": "endereço", "ponto_referencia": "referência", "fones": "fones"}


@dataclass(frozen=True, slots=True)
class Nomes:
    """Names of rows that the client keeps no table of, and of the solicitantes by their key."""

    setores: Tabela = field(default_factory=dict)
    quadras: Tabela = field(default_factory=dict)
    areas: Tabela = field(default_factory=dict)
    clientes: Tabela = field(default_factory=dict)
    funcionarios: Tabela = field(default_factory=dict)
    contas: Tabela = field(default_factory=dict)
    solicitantes: Mapping[int | str, SolicitanteRA] = field(default_factory=dict)


def com_textos(conflito: CampoEmConflito, dominios: Dominios, nomes: Nomes) -> CampoEmConflito:
    """Fill the three texts of a conflict."""
    lido, meu, deles = (
        _texto(conflito.campo, v, dominios, nomes) for v in (conflito.lido, conflito.meu, conflito.deles)
    )
    return replace(conflito, texto_lido=lido, texto_meu=meu, texto_deles=deles)


def _texto(campo: str, valor: Any, dominios: Dominios, nomes: Nomes) -> str:
    if valor is None:
        return REMOVIDO
    if isinstance(valor, AnexoRA):
        return valor.observacao or VAZIO
    if isinstance(valor, SolicitanteRA):
        return _pessoa(valor, dominios, nomes)
    if campo == PRINCIPAL:
        pessoas = (nomes.solicitantes.get(chave) for chave in valor)
        return ", ".join(_pessoa(p, dominios, nomes) for p in pessoas if p is not None) or VAZIO
    return _da_aba(campo, valor, dominios, nomes) or VAZIO


def _da_aba(campo: str, valor: tuple[Any, ...], dominios: Dominios, nomes: Nomes) -> str:
    if campo.startswith("solicitantes."):
        return da_pessoa(campo.rpartition(".")[2], valor, dominios, nomes)
    if campo == LUGAR_INTEIRO.campo and len(valor) == len(LUGAR_INTEIRO.atributos):
        return _lugar(valor, dominios, nomes)
    return do_campo(campo, valor, dominios, nomes)


def _lugar(valor: tuple[Any, ...], dominios: Dominios, nomes: Nomes) -> str:
    """Say the whole place in one line for each field that is filled."""
    todos = dict(zip(LUGAR_INTEIRO.atributos, valor, strict=True))
    linhas: list[str] = []
    for grupo in LUGAR:
        parte = do_campo(grupo.campo, tuple(todos[a] for a in grupo.atributos), dominios, nomes)
        if parte:
            linhas.append(f"{grupo.rotulo}: {parte}")
    return "\n".join(linhas)


def do_campo(campo: str, valor: Any, dominios: Dominios, nomes: Nomes) -> str:
    """Say the values of a field of the tabs; empty when there is none."""
    formato = _FORMATOS.get(campo)
    return formato(valor, dominios, nomes) if formato is not None else _simples(valor)


def _simples(valor: Any) -> str:
    return " / ".join(str(parte) for parte in valor if parte not in (None, ""))


def _especificacao(valor: Any, dominios: Dominios, _nomes: Nomes) -> str:
    tipo, especificacao = dominios.tipos.get(valor[0]), dominios.especificacoes.get(valor[1])
    return " / ".join(item.descricao for item in (tipo, especificacao) if item is not None)


def _unidade(valor: Any, dominios: Dominios, _nomes: Nomes) -> str:
    unidade = dominios.unidades.get(valor[0])
    return f"{unidade.id} - {unidade.descricao}" if unidade is not None else ""


def _momento(valor: Any, _dominios: Dominios, _nomes: Nomes) -> str:
    dia, hora = valor
    return " ".join(t for t in (f"{dia:%d/%m/%Y}" if dia else "", f"{hora:%H:%M}" if hora else "") if t)


def _esperas(valor: Any, _dominios: Dominios, _nomes: Nomes) -> str:
    return " a ".join(f"{hora:%H:%M}" for hora in valor if hora is not None)


def _endereco(valor: Any, _dominios: Dominios, _nomes: Nomes) -> str:
    endereco: Endereco | None = valor[0]
    if endereco is None:
        return ""
    return endereco.texto or f"{endereco.numero} {endereco.complemento}".strip()


def _localidade(valor: Any, dominios: Dominios, nomes: Nomes) -> str:
    localidade = dominios.localidades.get(valor[0] or 0)
    partes = (
        f"{localidade.id} - {localidade.descricao}" if localidade is not None else "",
        f"setor {nomes.setores.get(valor[1], valor[1])}" if valor[1] is not None else "",
        f"quadra {nomes.quadras.get(valor[2], valor[2])}" if valor[2] is not None else "",
    )
    return ", ".join(parte for parte in partes if parte)


def _area(valor: Any, _dominios: Dominios, nomes: Nomes) -> str:
    return nomes.areas.get(valor[-1], str(valor[-1])) if valor[-1] is not None else ""


def _contas(valor: Any, _dominios: Dominios, nomes: Nomes) -> str:
    return ", ".join(nomes.contas.get(id_, str(id_)) for id_ in valor)


Formato = Callable[[Any, Dominios, Nomes], str]


def _da_tabela(nome: str) -> Formato:
    def mostrar(valor: Any, dominios: Dominios, _nomes: Nomes) -> str:
        item = getattr(dominios, nome).get(valor[0])
        return str(item.descricao) if item is not None else ""

    return mostrar


_FORMATOS: dict[str, Formato] = {
    "dados_gerais.data": _momento,
    "dados_gerais.espera_inicial": _esperas,
    "dados_gerais.unidade_id": _unidade,
    "dados_gerais.meio_id": _da_tabela("meios"),
    "dados_gerais.especificacao_id": _especificacao,
    "local.endereco": _endereco,
    "local.localidade_id": _localidade,
    "local.bairro_area_id": _area,
    "local.divisao_esgoto_id": _da_tabela("divisoes_esgoto"),
    "local.local_ocorrencia_id": _da_tabela("locais"),
    "local.pavimento_rua_id": _da_tabela("pavimentos_rua"),
    "local.pavimento_calcada_id": _da_tabela("pavimentos_calcada"),
    "local.conta_ids": _contas,
}


def _pessoa(linha: SolicitanteRA, dominios: Dominios, nomes: Nomes) -> str:
    return da_pessoa("quem", QUEM[0].valores(linha.solicitante), dominios, nomes) or VAZIO


def da_pessoa(parte: str, valor: tuple[Any, ...], dominios: Dominios, nomes: Nomes) -> str:
    """Say one part of a solicitante, or the whole when its form changed."""
    if parte == "quem" and len(valor) == len(QUEM_INTEIRO.atributos):
        todos = dict(zip(QUEM_INTEIRO.atributos, valor, strict=True))
        partes = ((g.campo, da_pessoa(g.campo, tuple(todos[a] for a in g.atributos), dominios, nomes)) for g in QUEM)
        return "; ".join(f"{LEGENDAS[nome]} {texto}".strip() for nome, texto in partes if texto)
    if parte == "quem":
        return _quem(valor, dominios, nomes)
    if parte == "email":
        return str(valor[1]) if valor[0] else ""
    if parte == "endereco":
        return _endereco(valor, dominios, nomes)
    if parte == "fones":
        return ", ".join(do_fone(fone) for fone in valor[0])
    return _simples(valor)


def _quem(valor: tuple[Any, ...], dominios: Dominios, nomes: Nomes) -> str:
    cliente_id, unidade_id, funcionario_id, nome = valor
    if cliente_id is not None:
        return nomes.clientes.get(cliente_id, str(cliente_id))
    if unidade_id is not None:
        funcionario = nomes.funcionarios.get(funcionario_id or 0, "")
        return " / ".join(t for t in (_unidade((unidade_id,), dominios, nomes), funcionario) if t)
    return str(nome)


def do_fone(fone: Fone) -> str:
    """Say a phone."""
    return telefone.formatar(fone.ddd, fone.numero, fone.ramal) + (" (principal)" if fone.principal else "")
