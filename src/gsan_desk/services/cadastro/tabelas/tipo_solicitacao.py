"""Tipo de Solicitação com Especificações [UC0399, UC0400, UC0401], spec 30 §1."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.models.atendimentopublico import (
    EspecificacaoImovelSituacao,
    ServicoTipo,
    ServicoTipoReferencia,
    SolicitacaoTipo,
    SolicitacaoTipoGrupo,
)
from gsan_desk.models.faturamento import DebitoTipo
from gsan_desk.services.cadastro.descricao import (
    ATIVO_INATIVO,
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
    da_classe,
)
from gsan_desk.services.cadastro.tabelas.comuns import (
    ativo,
    coluna,
    coluna_ativo,
    coluna_codigo,
    coluna_nome,
    coluna_sim_nao,
    da_lista,
    sim_nao,
)
from gsan_desk.services.cadastro.tabelas.especificacao import ESPECIFICACAO

ALTERAR_USO_SISTEMA = 62
_grupos = da_lista("grupos")


def _listas(session: Session, _contexto: Contexto) -> Mapping[str, tuple[Any, ...]]:
    grupo, situacao, debito = SolicitacaoTipoGrupo, EspecificacaoImovelSituacao, DebitoTipo
    servico, referencia = ServicoTipo, ServicoTipoReferencia
    presos = (
        select(servico.id, servico.descricao)
        .join(referencia, referencia.id == servico.servico_tipo_referencia_id)
        .where(referencia.indicador_existencia_os_referencia == SIM)
    )
    return {
        "grupos": tuple(
            Item(id_, nome, uso == SIM)
            for id_, nome, uso in session.execute(
                select(grupo.id, grupo.descricao, grupo.indicador_uso).order_by(grupo.descricao)
            )
        ),
        "situacoes_imovel": _itens(session, select(situacao.id, situacao.descricao).order_by(situacao.descricao)),
        "debito_tipos": _itens(
            session, select(debito.id, func.coalesce(debito.descricao, "")).order_by(debito.descricao)
        ),
        "servicos_com_referencia": _itens(session, presos),
    }


def _itens(session: Session, consulta: Any) -> tuple[Item, ...]:
    return tuple(Item(*linha) for linha in session.execute(consulta))


def _avisos(registro: Registro, ambiente: Ambiente) -> Iterator[str]:
    for especificacao in registro.filhos.get("especificacoes", ()):
        yield from ESPECIFICACAO.avisos(especificacao, ambiente)


TIPO = Descricao(
    nome="Tipo de Solicitação",
    tabela=da_classe(SolicitacaoTipo, uso="indicador_uso"),
    campos=(
        Campo(
            "descricao",
            "Descrição do Tipo de Solicitação",
            obrigatorio=True,
            ajuda="O nome do primeiro combo de quem registra o RA.",
        ),
        Campo(
            "solicitacao_tipo_grupo_id",
            "Grupo de Solicitação do Tipo",
            Especie.OPCAO,
            obrigatorio=True,
            opcoes=_grupos,
            ajuda="O grupo diz se é área de esgoto (a Divisão de Esgoto passa a ser obrigatória) e, por localidade, "
            "a unidade destino.",
        ),
        sim_nao(
            "indicador_falta_agua",
            "Falta D'água",
            "Pede município, bairro e área no lugar do endereço, e mostra os RAs de falta de água da área.",
            padrao=None,
        ),
        sim_nao(
            "indicador_tarifa_social",
            "Tarifa Social",
            "O RA serve de base à inclusão ou manutenção da Tarifa Social; precisa de imóvel.",
            padrao=None,
        ),
        sim_nao(
            "indicador_uso_sistema",
            "Uso Sistema",
            "O tipo é usado pelo próprio sistema e não aparece para quem atende.",
            protegido=lambda contexto: ALTERAR_USO_SISTEMA not in contexto.operador.permissoes,
        ),
        ativo(ajuda="Inativo: nenhum RA novo deste tipo."),
    ),
    colunas=(
        coluna("descricao", "Tipo da Solicitação", 40),
        coluna_codigo(),
        coluna_nome("solicitacao_tipo_grupo_id", "Grupo de Solicitação", _grupos, 22),
        coluna_sim_nao("indicador_falta_agua", "Indicador Falta D'água", 26),
        coluna_sim_nao("indicador_tarifa_social", "Indicador de Tarifa Social", 30),
        coluna_ativo(),
    ),
    grades=(
        Grade(
            "especificacoes",
            "Especificação do Tipo da Solicitação",
            ESPECIFICACAO,
            ausente="Informe Especificação do Tipo da Solicitação",
        ),
    ),
    avisos=_avisos,
)
TIPO_SOLICITACAO = Cadastro(
    chave="tipo_solicitacao",
    titulo="Tipo de Solicitação com Especificações",
    descricao=TIPO,
    filtros=(
        Filtro("descricao", "Descrição do Tipo de Solicitação", escolha=True),
        Filtro("solicitacao_tipo_grupo_id", "Grupo de Solicitação do Tipo", Especie.OPCAO, _grupos),
        Filtro("indicador_falta_agua", "Falta D'água", Especie.OPCAO, lambda _a, _v: SIM_NAO),
        Filtro("indicador_tarifa_social", "Tarifa Social", Especie.OPCAO, lambda _a, _v: SIM_NAO),
        Filtro("indicador_uso", "Indicador de Uso", Especie.OPCAO, lambda _a, _v: ATIVO_INATIVO),
    ),
    inserido="Tipo de Solicitação com Especificações {descricao} inserido com sucesso",
    atualizado="Tipo de Solicitação com Especificações {descricao} atualizado com sucesso",
    removido="{n} Tipo(s) de Solicitação com Especificações excluída(s) com sucesso.",
    listas=_listas,
    unicos=(
        Unico(
            ("descricao",),
            lambda _registro, _ambiente: "Tipo de Solicitação com esta descrição já existe.",
            onde=lambda valores: valores.get("indicador_uso") in (SIM, None),
        ),
    ),
    operacoes=Operacoes(280, 664, 577),
)
