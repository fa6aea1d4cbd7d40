"""Adicionar / Atualizar Especificação, with its possible services and POP files [UC0399], spec 30 §2 and §3."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from gsan_desk.domain import arquivos
from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.models.atendimentopublico import (
    ArquivoProcedimentoOperacionalPadrao,
    EspecificacaoServicoTipo,
    SolicitacaoDocumentoObrigatorio,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.complemento import NATIVAS, EspecificacaoComplemento
from gsan_desk.models.devolucao import EspecificacaoDevolucao
from gsan_desk.services.cadastro.descricao import (
    Ambiente,
    Campo,
    ColunaLista,
    Descricao,
    Especie,
    Grade,
    Registro,
    Valores,
    da_classe,
    da_classe_nossa,
)
from gsan_desk.services.cadastro.tabelas import usos
from gsan_desk.services.cadastro.tabelas.comuns import (
    ativo,
    coluna,
    coluna_ativo,
    coluna_nome,
    da_lista,
    do_dominio,
    nome_em,
    sim_nao,
)

NOVO_RA_TIPO = "novo_ra_tipo_id"
A_MAIOR, INDEVIDO = "indicador_pagamento_a_maior", "indicador_cobrado_indevidamente"
DEVOLUCAO = ("indicador_informar_pagamento_duplicidade", A_MAIOR, INDEVIDO)
SEM_ARRECADACAO = "Não oferecido: esta base não tem as tabelas de arrecadação e faturamento do GSAN."
_EXCLUSIVOS = ("indicador_ligacao_agua", "indicador_poco", "indicador_ligacao_esgoto")
_servicos = do_dominio(lambda d: d.servicos)
GERAIS, LOCAL, PESSOA, ENCERRAR, COBRAR, SERVICO = (
    "Especificação",
    "Local da Ocorrência e imóvel",
    "Solicitante",
    "Atendimento e encerramento",
    "Débito e crédito",
    "Ordem de serviço",
)


def _sem_arrecadacao(contexto: Contexto) -> bool:
    return not contexto.dominios.tem_arrecadacao


def _gera_os(valores: Valores) -> bool:
    return bool(valores.get("indicador_geracao_ordem_servico") == SIM)


def _nao_gera_os(valores: Valores) -> bool:
    return not _gera_os(valores)


def _especificacoes_do_tipo(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    tipo_id = valores.get(NOVO_RA_TIPO)
    return [e for e in ambiente.contexto.dominios.especificacoes.values() if tipo_id in (None, e.tipo_id)]


def _tipo_do_novo_ra(ambiente: Ambiente, valores: Valores) -> int | None:
    especificacao = ambiente.contexto.dominios.especificacoes.get(valores.get("especificacao_novo_ra_id") or 0)
    return especificacao.tipo_id if especificacao is not None else None


CAMPOS = (
    Campo(
        "descricao",
        "Descrição",
        obrigatorio=True,
        grupo=GERAIS,
        ajuda="O nome pelo qual quem atende escolhe a especificação.",
    ),
    Campo(
        "dias_prazo",
        "Prazo Previsão de Atendimento (em dias)",
        Especie.INTEIRO,
        obrigatorio=True,
        tamanho=4,
        grupo=GERAIS,
        ajuda="A Data Prevista do RA é a do atendimento mais estes dias.",
    ),
    ativo(ajuda="Inativo: nenhum RA novo; os que já a têm continuam como estão."),
    Campo(
        "unidade_id",
        "Unidade Inicial de Tramitação",
        Especie.CODIGO,
        opcoes=do_dominio(lambda d: d.unidades),
        inexistente="Unidade Organizacional inexistente",
        grupo=GERAIS,
        ajuda="É a Unidade Destino sugerida quando nem a cobrança nem a localidade dão outra.",
    ),
    sim_nao("indicador_urgencia", "Tipo com Urgência?", "Os RAs saem marcados como urgentes nas listas.", grupo=GERAIS),
    sim_nao(
        "indicador_loja_virtual",
        "Indicador de Loja Virtual",
        "A especificação é oferecida ao cidadão no portal da companhia.",
        grupo=GERAIS,
    ),
    sim_nao(
        "indicador_consultar_imovel",
        "Indica se Tipo Especificação Será Listada no Popup Consultar Imóvel",
        "Os RAs aparecem na consulta do imóvel do GSAN.",
        grupo=GERAIS,
    ),
    Campo(
        "observacao",
        "Observações",
        Especie.TEXTO_LONGO,
        tamanho=400,
        grupo=GERAIS,
        ajuda="Orientação mostrada a quem atende assim que escolhe a especificação.",
    ),
    sim_nao(
        "indicador_matricula",
        "Matrícula do Imóvel Obrigatória?",
        "O RA só é aceito com o imóvel informado.",
        padrao=None,
        grupo=LOCAL,
    ),
    Campo(
        "especificacao_imovel_situacao_id",
        "Situação do Imóvel?",
        Especie.OPCAO,
        opcoes=da_lista("situacoes_imovel"),
        cabe=lambda v: v.get("indicador_matricula") == SIM,
        grupo=LOCAL,
        ajuda="O imóvel precisa atender a um dos critérios desta situação; senão o RA é recusado.",
    ),
    sim_nao(
        "indicador_verificar_debito",
        "Existe Verificação de Débito?",
        "Imóvel com conta, débito a cobrar ou guia em aberto é recusado.",
        padrao=None,
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_pavimento_calcada",
        "Pavimento Calçada Obrigatória?",
        "O pavimento da calçada precisa ser informado.",
        padrao=None,
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_pavimento_rua",
        "Pavimento Rua Obrigatória?",
        "O pavimento da rua precisa ser informado.",
        padrao=None,
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_ligacao_agua",
        "Refere-se a Ligação de Água?",
        "Nas ordens de serviço de hidrômetro, o hidrômetro é o da ligação de água.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_poco",
        "Refere a Poço?",
        "Nas ordens de serviço de hidrômetro, o hidrômetro é o do poço.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_ligacao_esgoto",
        "Refere a Ligação de Esgoto?",
        "Nas ordens de serviço de hidrômetro, o hidrômetro é o da ligação de esgoto.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_coordenadas",
        "Incluir Coordenadas do PROGIS no RA?",
        "Nas localidades que também as pedem, o RA só é aceito com as coordenadas Norte e Leste.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_informar_conta_ra",
        "Informar conta no Registro de Atendimento",
        "O RA pede as contas do imóvel a que se refere; é o que Retificar Conta procura.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_informar_pagamento_duplicidade",
        "Informar Pagamento em Duplicidade no Registro de Atendimento",
        "O RA pede os pagamentos em duplicidade do imóvel, para devolução.",
        protegido=_sem_arrecadacao,
        ajuda_protegido=SEM_ARRECADACAO,
        grupo=LOCAL,
    ),
    sim_nao(
        A_MAIOR,
        "Informar Pagamento com Valor Maior que o Documento no Registro de Atendimento",
        "O RA pede os pagamentos do imóvel que passam do valor do documento, para devolução do excedente.",
        protegido=_sem_arrecadacao,
        ajuda_protegido=SEM_ARRECADACAO,
        grupo=LOCAL,
    ),
    sim_nao(
        INDEVIDO,
        "Informar Valor Cobrado Indevidamente em Documento Pago no Registro de Atendimento",
        "O RA pede documentos pagos do imóvel e o valor a devolver de cada um; só para quem tem a permissão.",
        protegido=_sem_arrecadacao,
        ajuda_protegido=SEM_ARRECADACAO,
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_alterar_vencimento_alternativo",
        "Alterar Vencimento Alternativo",
        "Imóvel cujo vencimento mudou há pouco tempo é recusado.",
        grupo=LOCAL,
    ),
    sim_nao(
        "indicador_cliente", "Cliente Obrigatório?", "O solicitante precisa ser um cliente.", padrao=None, grupo=PESSOA
    ),
    sim_nao(
        "indicador_documento_obrigatorio",
        "Documento Obrigatório",
        "O cliente solicitante precisa ter CPF ou CNPJ no cadastro.",
        grupo=PESSOA,
    ),
    sim_nao(
        "indicador_parecer_encerramento",
        "Parecer de Encerramento Obrigatório?",
        "Encerrar o RA exige o parecer.",
        grupo=ENCERRAR,
    ),
    sim_nao(
        "indicador_encerramento_automatico",
        "Encerramento Automático?",
        "O RA nasce encerrado; a Observação passa a ser obrigatória e vale como parecer.",
        grupo=ENCERRAR,
    ),
    Campo(
        NOVO_RA_TIPO,
        "Incluir RA no Encerramento com Especificação abaixo: Tipo de solicitação",
        Especie.OPCAO,
        opcoes=do_dominio(lambda d: {t.id: t for t in d.tipos.values() if not t.uso_sistema}),
        inicial=_tipo_do_novo_ra,
        grupo=ENCERRAR,
        ajuda="Filtra as especificações abaixo.",
    ),
    Campo(
        "especificacao_novo_ra_id",
        "Especificação do novo RA",
        Especie.OPCAO,
        opcoes=_especificacoes_do_tipo,
        cabe=lambda v: v.get(NOVO_RA_TIPO) is not None,
        grupo=ENCERRAR,
        ajuda="Ao encerrar, pergunta se abre outro RA com esta especificação, no mesmo imóvel e local.",
    ),
    sim_nao(
        "indicador_cobranca_material",
        "Cobrança de Material?",
        "Só fica gravado: nenhuma regra do RA o lê.",
        grupo=COBRAR,
    ),
    sim_nao(
        "indicador_geracao_debito",
        "Gera Débito?",
        "Com Não, Inserir Débito a Cobrar recusa o RA.",
        padrao=None,
        grupo=COBRAR,
    ),
    sim_nao(
        "indicador_geracao_credito",
        "Gera Crédito?",
        "Com Não, Inserir Crédito a Realizar e Inserir Guia de Devolução recusam o RA.",
        padrao=None,
        cabe=lambda v: v.get("indicador_geracao_debito") != SIM,
        fechado=NAO,
        grupo=COBRAR,
    ),
    Campo(
        "debito_tipo_id",
        "Tipo de Débito",
        Especie.CODIGO,
        opcoes=da_lista("debito_tipos"),
        inexistente="Tipo de Débito inexistente",
        cabe=_nao_gera_os,
        grupo=COBRAR,
        ajuda="Encerrar o RA gera um débito a cobrar deste tipo.",
    ),
    Campo(
        "valor_debito",
        "Valor do Débito",
        Especie.DINHEIRO,
        tamanho=14,
        cabe=_nao_gera_os,
        grupo=COBRAR,
        ajuda="Valor do débito que o encerramento gera; vazio, quem encerra o digita.",
    ),
    sim_nao(
        "indicador_permite_alterar_valor",
        "Alterar o valor do débito?",
        "Quem encerra pode mudar o valor do débito.",
        grupo=COBRAR,
    ),
    sim_nao("indicador_cobrar_juros", "Cobrar juros?", "As prestações do débito levam juros.", grupo=COBRAR),
    sim_nao(
        "indicador_cancelar_debito_a_cobrar",
        "Permite Cancelar Débito a Cobrar?",
        "Um RA aberto desta especificação dá direito a cancelar um débito a cobrar.",
        grupo=COBRAR,
    ),
    sim_nao(
        "indicador_geracao_ordem_servico",
        "Gera Ordem de Serviço?",
        "Registrar o RA gera uma ordem de serviço do tipo abaixo.",
        padrao=None,
        grupo=SERVICO,
    ),
    Campo(
        "servico_tipo_id",
        "Tipo do Serviço OS Obrigatória",
        Especie.CODIGO,
        obrigatorio=True,
        opcoes=_servicos,
        ausente="O Tipo de Serviço deve ser informado!",
        inexistente="Serviço Tipo inexistente",
        cabe=_gera_os,
        grupo=SERVICO,
        ajuda="O serviço da ordem que nasce com o RA; os pavimentos informados podem trocá-lo.",
    ),
)


def _regras(registro: Registro, ambiente: Ambiente) -> Iterator[Violacao]:
    yield from _devolucao(registro)
    ligados = [nome for nome in _EXCLUSIVOS if registro[nome] == SIM]
    if len(ligados) > 1:
        dito = "Informe Sim em só um: Ligação de Água, Poço ou Ligação de Esgoto."
        yield Violacao("LIGACAO_UNICA", dito, ligados[-1])
    if registro["servico_tipo_id"] in {s.id for s in ambiente.listas.get("servicos_com_referencia", ())}:
        dito = "Tipo de Serviço informado tem que ter uma OS de referência e não pode ter geração automática."
        yield Violacao("SERVICO_COM_REFERENCIA", dito, "servico_tipo_id")
    if registro[NOVO_RA_TIPO] is not None and registro["especificacao_novo_ra_id"] is None:
        yield Violacao("NOVO_RA", "Informe Especificação do novo RA.", "especificacao_novo_ra_id")
    if registro.id is not None and registro["especificacao_novo_ra_id"] == registro.id:
        dito = "Uma especificação não pode abrir um novo RA dela mesma."
        yield Violacao("NOVO_RA", dito, "especificacao_novo_ra_id")


def _devolucao(registro: Registro) -> Iterator[Violacao]:
    """At most one kind of return, always of an imóvel (spec 40 §3.1)."""
    ligados = [nome for nome in DEVOLUCAO if registro[nome] == SIM]
    if len(ligados) > 1:
        dito = "Informe somente um tipo de devolução: pagamento em duplicidade, valor maior ou cobrado indevidamente."
        yield Violacao("DEVOLUCAO_UNICA", dito, ligados[-1])
    if ligados and registro["indicador_matricula"] != SIM:
        dito = "Para devolução de valores, Matrícula do Imóvel Obrigatória deve ser Sim."
        yield Violacao("DEVOLUCAO_MATRICULA", dito, "indicador_matricula")


def _avisos(registro: Registro, _ambiente: Ambiente) -> Iterator[str]:
    if any(registro[nome] == SIM for nome in DEVOLUCAO) and registro["indicador_geracao_credito"] != SIM:
        yield (
            f"{registro['descricao']}: sem Gera Crédito em Sim, o GSAN recusa o crédito a realizar e a guia de "
            "devolução deste RA."
        )
    if registro["indicador_informar_conta_ra"] == SIM == registro["indicador_informar_pagamento_duplicidade"]:
        yield (
            f"{registro['descricao']}: com conta e pagamento em duplicidade em Sim, a tela do RA só pede os pagamentos."
        )


def _ordens(linhas: tuple[Registro, ...]) -> Iterator[str]:
    """Refuse repeated orders of execution, and gaps between them [SF0004]."""
    ordens = sorted(linha["ordem_execucao"] for linha in linhas if linha["ordem_execucao"] is not None)
    for anterior, ordem in pairwise(ordens):
        if ordem == anterior:
            yield f"Valor {ordem} informado na ordem de execução já existe na tabela."
        elif ordem != anterior + 1:
            yield f"Valor {ordem} informado na ordem de execução está fora de sequência."


def _arquivo(registro: Registro, _ambiente: Ambiente) -> Iterator[Violacao]:
    conteudo = registro["arquivo"]
    if registro.id is None and conteudo is not None:
        for achada in arquivos.verificar(registro["nome"] or "", conteudo):
            yield Violacao(achada.codigo, achada.mensagem, "arquivo")


SERVICO_POSSIVEL = Descricao(
    nome="Tipo de Serviço",
    tabela=da_classe(EspecificacaoServicoTipo, pai="especificacao_id", natural="servico_tipo_id"),
    campos=(
        Campo(
            "servico_tipo_id",
            "Tipo do Serviço",
            Especie.CODIGO,
            obrigatorio=True,
            opcoes=_servicos,
            ausente="Informe Tipo do Serviço",
            inexistente="Serviço Tipo inexistente",
            ajuda="Um serviço que se pode gerar de um RA desta especificação; nunca nasce sozinho.",
        ),
        Campo(
            "ordem_execucao",
            "Ordem de Execução",
            Especie.INTEIRO,
            tamanho=4,
            ajuda="A posição em que o serviço é oferecido; sem ordem, vem antes.",
        ),
    ),
    colunas=(coluna_nome("servico_tipo_id", "Tipo do Serviço", _servicos, 44), coluna("ordem_execucao", "Ordem")),
    distintos=("servico_tipo_id",),
    repetido="Tipo de Serviço já informado.",
)
POP = Descricao(
    nome="Procedimento Operacional Padrão (POP)",
    tabela=da_classe(ArquivoProcedimentoOperacionalPadrao, pai="especificacao_id", pesados=frozenset({"arquivo"})),
    campos=(
        Campo(
            "arquivo",
            "Arquivo",
            Especie.ARQUIVO,
            obrigatorio=True,
            ajuda="PDF, DOC, DOCX ou JPG, até 1 MB: quem atende o lê ao escolher a especificação.",
        ),
        Campo("nome", "Descrição", obrigatorio=True, ajuda="O nome com que o documento aparece."),
    ),
    colunas=(coluna("nome", "Descrição", 50),),
    regras=_arquivo,
    distintos=("nome",),
    repetido="Já há um procedimento com este nome.",
)
ESPECIFICACAO = Descricao(
    nome="Especificação",
    tabela=da_classe(
        SolicitacaoTipoEspecificacao,
        pai="solicitacao_tipo_id",
        fixos={"step_icsolicitante": SIM, "step_icvaldocresponsavel": NAO},
        uso="indicador_uso",
        dependentes=(
            SolicitacaoDocumentoObrigatorio.__table__.c.step_id,
            EspecificacaoDevolucao.__table__.c.step_id,
            EspecificacaoComplemento.__table__.c.step_id,
        ),
        extensoes=(da_classe_nossa(EspecificacaoDevolucao), da_classe_nossa(EspecificacaoComplemento, NATIVAS)),
        usado_por=usos.DA_ESPECIFICACAO,
    ),
    campos=CAMPOS,
    colunas=(
        coluna("descricao", "Especificação", 44),
        coluna("dias_prazo", "Prazo", 8),
        ColunaLista(
            "servico",
            "OS Obrigatória",
            lambda ambiente, r: nome_em(ambiente.contexto.dominios.servicos.values(), r["servico_tipo_id"]),
            30,
        ),
        coluna_ativo("Uso"),
    ),
    grades=(
        Grade("servicos", "Tipo do Serviço OS Possíveis", SERVICO_POSSIVEL, cabe=_gera_os, regras=_ordens),
        Grade("pops", "Procedimento Operacional Padrão (POP)", POP, alteravel=False),
    ),
    regras=_regras,
    repetido="Tipo de Especificação com esta descrição já existe.",
    avisos=_avisos,
)
