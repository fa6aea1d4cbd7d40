"""Especificação da Situação do Imóvel, with its critérios [UC0402, UC0403, UC0404], spec 30 §4 and §5."""

from collections.abc import Iterator

from gsan_desk.domain.codigos import NAO
from gsan_desk.domain.erros import Violacao
from gsan_desk.models.atendimentopublico import (
    EspecificacaoImovelSituacao,
    EspecificacaoImovSitCriterio,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.services.cadastro.descricao import (
    SIM_NAO,
    Ambiente,
    Cadastro,
    Campo,
    Descricao,
    Especie,
    Filtro,
    Grade,
    Operacoes,
    Registro,
    Unico,
    Uso,
    da_classe,
)
from gsan_desk.services.cadastro.tabelas.comuns import coluna, coluna_codigo, coluna_nome, coluna_sim_nao, do_dominio

AGUA_COM_HIDROMETRO = frozenset({3, 5})
"""LIGADO, CORTADO: only there may a meter be [FS0002]."""
ESGOTO_COM_HIDROMETRO = frozenset({3, 6})
"""LIGADO, TAMPONADO [FS0003]."""
_agua = do_dominio(lambda d: d.agua_situacoes)
_esgoto = do_dominio(lambda d: d.esgoto_situacoes)
_CRITERIO = (
    "ligacao_agua_situacao_id",
    "indicador_hidrometro_ligacao_agua",
    "ligacao_esgoto_situacao_id",
    "indicador_hidrometro_poco",
)


def _regras(registro: Registro, _ambiente: Ambiente) -> Iterator[Violacao]:
    if all(registro[nome] is None for nome in _CRITERIO):
        yield Violacao("CRITERIO_VAZIO", "Informe pelo menos um campo", _CRITERIO[0])
    agua, na_agua, esgoto, no_poco = (registro[nome] for nome in _CRITERIO)
    if _incompativel(agua, na_agua, AGUA_COM_HIDROMETRO):
        yield Violacao(
            "CRITERIO_AGUA",
            "Indicador de existência do hidrômetro na ligação da água incompatível com a situação de ligação da água.",
            _CRITERIO[1],
        )
    if _incompativel(esgoto, no_poco, ESGOTO_COM_HIDROMETRO):
        yield Violacao(
            "CRITERIO_ESGOTO",
            "Indicador de existência do hidrômetro no poço incompatível com a situação de ligação do esgoto.",
            _CRITERIO[3],
        )


def _incompativel(situacao: int | None, indicador: int | None, com_hidrometro: frozenset[int]) -> bool:
    if situacao is None:
        return indicador is not None
    return situacao not in com_hidrometro and indicador != NAO


CRITERIO = Descricao(
    nome="Critério",
    tabela=da_classe(EspecificacaoImovSitCriterio, pai="especificacao_imovel_situacao_id"),
    campos=(
        Campo(
            "ligacao_agua_situacao_id",
            "Situação da Ligação da Água",
            Especie.OPCAO,
            opcoes=_agua,
            ajuda="Em branco, qualquer situação serve.",
        ),
        Campo(
            "indicador_hidrometro_ligacao_agua",
            "Existência do Hidrômetro na Ligação de Água",
            Especie.OPCAO,
            opcoes=lambda _ambiente, _valores: SIM_NAO,
            cabe=lambda v: v.get("ligacao_agua_situacao_id") is not None,
            ajuda="Só ligação ligada ou cortada pode ter hidrômetro; nas outras, responda Não.",
        ),
        Campo(
            "ligacao_esgoto_situacao_id",
            "Situação da Ligação do Esgoto",
            Especie.OPCAO,
            opcoes=_esgoto,
            ajuda="Em branco, qualquer situação serve.",
        ),
        Campo(
            "indicador_hidrometro_poco",
            "Existência do Hidrômetro no Poço",
            Especie.OPCAO,
            opcoes=lambda _ambiente, _valores: SIM_NAO,
            cabe=lambda v: v.get("ligacao_esgoto_situacao_id") is not None,
            ajuda="Só esgoto ligado ou tamponado pode ter hidrômetro no poço; nos outros, responda Não.",
        ),
    ),
    colunas=(
        coluna_nome("ligacao_agua_situacao_id", "Situação da Ligação de Água", _agua, 34),
        coluna_sim_nao("indicador_hidrometro_ligacao_agua", "Hidrômetro na Ligação", 28),
        coluna_nome("ligacao_esgoto_situacao_id", "Situação da Ligação do Esgoto", _esgoto, 36),
        coluna_sim_nao("indicador_hidrometro_poco", "Hidrômetro no Poço", 20),
    ),
    regras=_regras,
    distintos=_CRITERIO,
    repetido="Este critério da especificação da situação já foi informado.",
)
SITUACAO_IMOVEL = Cadastro(
    chave="situacao_imovel",
    titulo="Especificação da Situação do Imóvel",
    descricao=Descricao(
        nome="Especificação da Situação do Imóvel",
        tabela=da_classe(
            EspecificacaoImovelSituacao,
            usado_por=(Uso(SolicitacaoTipoEspecificacao.__table__.c.esim_id, "especificação", "especificações"),),
        ),
        campos=(
            Campo(
                "descricao",
                "Descrição da Especificação",
                obrigatorio=True,
                tamanho=30,
                ausente="Informe Descrição da Especificação",
                ajuda="O nome com que uma especificação de RA exige esta situação do imóvel.",
            ),
        ),
        colunas=(coluna("descricao", "Descrição", 40), coluna_codigo("Especificação")),
        grades=(
            Grade(
                "criterios",
                "Critérios da Especificação",
                CRITERIO,
                ausente="Informe pelo menos um critério: sem nenhum, a situação aceitaria qualquer imóvel.",
            ),
        ),
    ),
    filtros=(
        Filtro("id", "Identificador da Especificação", Especie.INTEIRO),
        Filtro("descricao", "Descrição da Especificação", escolha=True),
    ),
    inserido="Especificação Situação do Imóvel {descricao} inserida com sucesso!",
    atualizado="Especificação da Situação do Imóvel {id} atualizado com sucesso.",
    removido="{n} Especificação(ões) removida(s) com sucesso.",
    unicos=(
        Unico(
            ("descricao",),
            lambda _registro, _ambiente: "Especificação da Situação do Imóvel com esta descrição já existe.",
        ),
    ),
    operacoes=Operacoes(None, 672, 668),
)
