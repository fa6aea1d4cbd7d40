"""Two versions of a row, told as fields that changed: labels and values as the screens write them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import SIM, SituacaoOS, SituacaoRA, TipoAtendimento
from gsan_desk.domain.fusao_ra import GERAIS, LUGAR, QUEM, Grupo
from gsan_desk.domain.historico import Mudanca
from gsan_desk.domain.textos_conflito import VAZIO, da_pessoa, do_campo
from gsan_desk.services.ra_historico.palavras import Palavras
from gsan_desk.services.ra_historico.trilha import Registro

Escrita = Callable[[Any, Palavras], str]
Rotulos = Mapping[str, tuple[str, Escrita]]
DA_UNIDADE = "dados_gerais.unidade_id"


def _simples(valor: Any, _palavras: Palavras) -> str:
    if isinstance(valor, datetime):
        return f"{valor:%d/%m/%Y %H:%M}"
    return f"{valor:%d/%m/%Y}" if isinstance(valor, date) else str(valor)


def _unidade(valor: Any, palavras: Palavras) -> str:
    return palavras.unidade(valor)


def _usuario(valor: Any, palavras: Palavras) -> str:
    return palavras.usuario(valor)


def _motivo(valor: Any, palavras: Palavras) -> str:
    motivo = palavras.dominios.motivos_encerramento.get(valor)
    return motivo.descricao if motivo is not None else str(valor)


DO_RA: Rotulos = {
    "situacao": ("Situação", lambda v, _: SituacaoRA(v).nome if v in set(SituacaoRA) else str(v)),
    "indicador_atendimento_online": (
        "Tipo do Atendimento",
        lambda v, _: "Manual" if v == TipoAtendimento.MANUAL else "On-line",
    ),
    "numero_manual": ("Número Manual", lambda v, _: numero_manual.formatar(v)),
    "data_prevista_original": ("Data Prevista Original", _simples),
    "data_prevista_atual": ("Data Prevista", _simples),
    "unidade_atual_id": ("Unidade Atual", _unidade),
    "motivo_encerramento_id": ("Motivo do Encerramento", _motivo),
    "data_encerramento": ("Data do Encerramento", _simples),
    "parecer_encerramento": ("Parecer do Encerramento", _simples),
    "motivo_nao_cobranca_id": (
        "Motivo da Não Cobrança",
        lambda v, palavras: palavras.motivos_nao_cobranca.get(v, str(v)),
    ),
    "ra_duplicidade_id": ("RA de Referência", _simples),
    "ra_reativacao_id": ("RA Reativado", _simples),
    "motivo_reativacao_id": ("Motivo da Reativação", lambda v, p: p.motivos_reativacao.get(v, str(v))),
    "ultima_emissao": ("Última Emissão", _simples),
}
DA_ORDEM: Rotulos = {
    "servico_tipo_id": ("Tipo de Serviço", lambda v, palavras: palavras.servico(v)),
    "situacao": ("Situação", lambda v, _: SituacaoOS(v).nome if v in set(SituacaoOS) else str(v)),
    "imovel_id": ("Imóvel", _simples),
    "data_geracao": ("Data da Geração", _simples),
    "data_emissao": ("Data da Emissão", _simples),
    "data_encerramento": ("Data do Encerramento", _simples),
    "descricao_parecer_encerramento": ("Parecer do Encerramento", _simples),
    "motivo_encerramento_id": ("Motivo do Encerramento", _motivo),
    "observacao": ("Observação", _simples),
    "unidade_atual_id": ("Unidade Atual", _unidade),
    "valor_original": ("Valor Original", _simples),
    "valor_atual": ("Valor Atual", _simples),
    "area_pavimento": ("Área do Pavimento", _simples),
}
DO_TRAMITE: Rotulos = {
    "data_tramite": ("Data do Trâmite", _simples),
    "unidade_origem_id": ("Unidade Origem", _unidade),
    "unidade_destino_id": ("Unidade Destino", _unidade),
    "usuario_responsavel_id": ("Usuário Responsável", _usuario),
    "parecer": ("Parecer", _simples),
}
DA_REITERACAO: Rotulos = {
    "protocolo": ("Nº Protocolo", _simples),
    "nome": ("Nome", _simples),
    "observacao": ("Observação", _simples),
    "ponto_referencia": ("Ponto de Referência", _simples),
}
DO_ANEXO: Rotulos = {
    "descricao": ("Observação do arquivo", _simples),
    "extensao": ("Tipo do arquivo", _simples),
}
PRINCIPAL: Rotulos = {"indicador_solicitante_principal": ("Solicitante principal", lambda v, _: _sim(v))}


def do_ra(registro: Registro, palavras: Palavras, sem: frozenset[str] = frozenset()) -> Iterator[Mudanca]:
    """Tell what changed of the RA, but for the attributes ``sem``, which other entries tell."""
    antes, depois = registro.antes, registro.depois
    gerais = [grupo for grupo in GERAIS if grupo.campo != DA_UNIDADE]
    yield from _dos_grupos(gerais, palavras.gerais(antes), palavras.gerais(depois), palavras, do_campo)
    yield from _dos_grupos(LUGAR, palavras.local(antes), palavras.local(depois), palavras, do_campo)
    yield from das_colunas(DO_RA, registro, palavras, sem)


def do_solicitante(registro: Registro, palavras: Palavras) -> Iterator[Mudanca]:
    """Tell what changed of who asks."""
    grupos = [grupo for grupo in QUEM if grupo.campo != "fones"]
    antes, depois = (palavras.solicitante(linha) for linha in (registro.antes, registro.depois))
    yield from _dos_grupos(grupos, antes, depois, palavras, da_pessoa)
    yield from das_colunas(PRINCIPAL, registro, palavras)


def das_colunas(
    rotulos: Rotulos, registro: Registro, palavras: Palavras, sem: frozenset[str] = frozenset()
) -> Iterator[Mudanca]:
    """Tell what changed of the attributes that have a label, and of columns that only some bases have."""
    for atributo, (rotulo, escrever) in rotulos.items():
        velho, novo = registro.antes.get(atributo), registro.depois.get(atributo)
        if velho != novo and atributo not in sem:
            yield Mudanca(rotulo, *(_ou_vazio(v, palavras, escrever) for v in (velho, novo)))
    for coluna, *valores in registro.outras:
        yield Mudanca(f"Outro dado ({coluna})", *(_ou_vazio(v, palavras, _simples) for v in valores))


def da_unidade(registro: Registro, palavras: Palavras) -> Mudanca:
    """Tell the change of the unit that opened the RA."""
    antes, depois = (
        palavras.unidade(linha["unidade_id"]) if linha else VAZIO for linha in (registro.antes, registro.depois)
    )
    return Mudanca("Unidade de Atendimento", antes, depois)


def _dos_grupos(
    grupos: Sequence[Grupo], antes: Any, depois: Any, palavras: Palavras, dizer: Callable[..., str]
) -> Iterator[Mudanca]:
    for grupo in grupos:
        velhos, novos = grupo.valores(antes), grupo.valores(depois)
        if grupo.chave(velhos) != grupo.chave(novos):
            textos = (dizer(grupo.campo, v, palavras.dominios, palavras.nomes) or VAZIO for v in (velhos, novos))
            yield Mudanca(grupo.rotulo, *textos)


def _ou_vazio(valor: Any, palavras: Palavras, escrever: Escrita) -> str:
    return escrever(valor, palavras) if valor not in (None, "") else VAZIO


def _sim(valor: Any) -> str:
    return "Sim" if valor == SIM else "Não"
