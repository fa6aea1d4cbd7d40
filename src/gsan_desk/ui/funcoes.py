"""The functions of the workstation: what the menu, Ctrl+K and ``gsan-desk funcoes`` offer. No Qt here."""

from dataclasses import dataclass

ATENDENTE, SUPERVISOR, SMS, ADMIN = "atendente", "supervisor", "sms", "admin"
TODOS = frozenset({ATENDENTE, SUPERVISOR, SMS, ADMIN})
BALCAO = frozenset({ATENDENTE, SUPERVISOR, ADMIN})
CHEFIA = frozenset({SUPERVISOR, ADMIN})
DO_SMS = frozenset({SMS, ADMIN})
_RA = "Atendimento ao Público > Registro de Atendimento"
_CONFIGURACAO = "Atendimento ao Público > Configuração"
_SMS = "Atendimento ao Público > SMS"


@dataclass(frozen=True, slots=True)
class Funcao:
    """A function by its GSAN name; ``menu`` is a path with `` > `` between its parts, ``atalho`` a Qt key sequence."""

    id: str
    nome: str
    menu: str
    perfis: frozenset[str]
    atalho: str
    descricao: str


FUNCOES: tuple[Funcao, ...] = (
    Funcao(
        "caixa_da_unidade",
        "Caixa da Unidade",
        _RA,
        BALCAO,
        "Ctrl+Shift+U",
        "Mostra os RAs que estão na sua unidade, por prazo, e os que chegam.",
    ),
    Funcao(
        "inserir_ra",
        "Inserir Registro de Atendimento",
        _RA,
        BALCAO,
        "Ctrl+N",
        "Abre um RA: dados gerais, local da ocorrência, solicitante e anexos.",
    ),
    Funcao(
        "inserir_ra_simplificado",
        "Inserir Registro de Atendimento Simplificado",
        _RA,
        BALCAO,
        "Ctrl+Shift+N",
        "Registra um contato já respondido: ocorrência, informação ou reiteração; nas bases que o têm.",
    ),
    Funcao(
        "manter_ra",
        "Manter Registro de Atendimento",
        _RA,
        BALCAO,
        "Ctrl+F",
        "Filtra os RAs e mostra a lista, com cores de urgência e exportação.",
    ),
    Funcao(
        "pesquisar_ra",
        "Pesquisar Registro de Atendimento",
        _RA,
        TODOS,
        "Ctrl+Shift+F",
        "Procura um RA por poucos campos e devolve o escolhido.",
    ),
    Funcao(
        "consultar_ra",
        "Consultar Registro de Atendimento",
        _RA,
        TODOS,
        "Ctrl+G",
        "Mostra tudo de um RA pelo número.",
    ),
    Funcao(
        "tramitar_conjunto",
        "Tramitar Registro de Atendimento",
        _RA,
        CHEFIA,
        "",
        "Seleciona RAs pendentes, mostra a prévia e os passa juntos a outra unidade.",
    ),
    Funcao(
        "pop",
        "Consultar Procedimento Operacional Padrão",
        _RA,
        TODOS,
        "",
        "Mostra os documentos que dizem como atender cada especificação.",
    ),
    Funcao(
        "comandar_encerramento",
        "Comandar Encerramento de Registros de Atendimento",
        _RA,
        CHEFIA,
        "",
        "Registra comandos de encerramento em lote, mostra o que encerrariam e, sem o GSAN, os executa.",
    ),
    Funcao(
        "tramite_cobranca",
        "Informar Trâmite por Situação de Cobrança",
        _RA,
        CHEFIA,
        "",
        "Diz a que unidade vão os RAs de uma especificação conforme a situação de cobrança do imóvel.",
    ),
    Funcao(
        "associacao_localidade",
        "Informar Associação de Localidade, Especificação e Unidade",
        _RA,
        CHEFIA,
        "",
        "Diz a que unidade vão os RAs de uma especificação em cada localidade.",
    ),
    Funcao(
        "numeracao_manual",
        "Gerar Numeração de RA Manual",
        _RA,
        CHEFIA,
        "",
        "Emite e imprime os números dos formulários de papel.",
    ),
    Funcao(
        "painel",
        "Painel do Registro de Atendimento",
        _RA,
        CHEFIA,
        "Ctrl+Shift+P",
        "Mostra abertos, vencidos, tempos e reiterações por unidade; cada número abre a sua lista.",
    ),
    Funcao(
        "caixa_progis",
        "Caixa PROGIS",
        _RA,
        BALCAO,
        "Ctrl+Shift+G",
        "Mostra os relatos do cidadão que esperam, com foto e mapa, para abrir RA, vincular ou descartar.",
    ),
    Funcao(
        "auditoria",
        "Auditoria",
        _RA,
        CHEFIA,
        "",
        "Mostra quem mudou o quê e quando, com o antes e o depois: por RA, pessoa e período.",
    ),
    Funcao(
        "mensagens_sms",
        "Mensagens SMS com erro",
        _SMS,
        TODOS,
        "",
        "Mostra as mensagens que não chegaram, e por quê; o supervisor e a estação as reenviam.",
    ),
    Funcao(
        "respostas_sms",
        "Respostas de SMS recebidas",
        _SMS,
        DO_SMS | CHEFIA,
        "",
        "Mostra o que os cidadãos respondem e os números que não recebem mais mensagens.",
    ),
    Funcao(
        "modelos_sms",
        "Modelos de SMS",
        _SMS,
        CHEFIA,
        "",
        "Muda os três textos que o cidadão recebe, com prévia e tamanho.",
    ),
    Funcao(
        "emails_pesquisa",
        "E-mails de pesquisa",
        _SMS,
        DO_SMS | CHEFIA,
        "",
        "Mostra os e-mails da pesquisa de satisfação: o que saiu, o que espera e o que foi recusado, e por quê.",
    ),
    Funcao(
        "estacao_sms",
        "Estação SMS",
        _SMS,
        DO_SMS,
        "Ctrl+Shift+M",
        "Mostra o telefone, a fila e o que está saindo; inicia, para, pausa e testa o envio.",
    ),
    Funcao(
        "configurar_sms",
        "Configurar Estação SMS",
        _SMS,
        DO_SMS,
        "",
        "Acha o telefone deste computador, experimenta-o e guarda as regras do envio.",
    ),
    Funcao(
        "inserir_tipo_solicitacao",
        "Inserir Tipo de Solicitação com Especificações",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Cria um tipo e suas especificações, dizendo o que cada uma faz a um RA.",
    ),
    Funcao(
        "manter_tipo_solicitacao",
        "Manter Tipo de Solicitação com Especificações",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Filtra, altera, remove ou tira de uso tipos e especificações.",
    ),
    Funcao(
        "obrigatoriedade_documento",
        "Informar Obrigatoriedade Documento Especificação",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Diz de quais especificações, e por quais meios, o cliente precisa ter CPF ou CNPJ.",
    ),
    Funcao(
        "inserir_situacao_imovel",
        "Inserir Especificação da Situação do Imóvel",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Cria uma situação de imóvel, com seus critérios, que uma especificação pode exigir.",
    ),
    Funcao(
        "manter_situacao_imovel",
        "Manter Especificação da Situação do Imóvel",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Filtra, altera ou remove situações de imóvel e seus critérios.",
    ),
    Funcao(
        "inserir_motivo_ocorrencia",
        "Inserir Motivo da Ocorrência Operacional",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Cria um motivo de ocorrência operacional; nas bases que as têm.",
    ),
    Funcao(
        "manter_motivo_ocorrencia",
        "Manter Motivo da Ocorrência Operacional",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Filtra, altera, remove ou tira de uso motivos; nas bases que os têm.",
    ),
    Funcao(
        "inserir_ocorrencia_operacional",
        "Inserir Ocorrência Operacional",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Registra um fato da rede que o RA Simplificado oferece a quem liga; nas bases que as têm.",
    ),
    Funcao(
        "manter_ocorrencia_operacional",
        "Manter Ocorrência Operacional",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Filtra, reprograma, conclui ou remove ocorrências; nas bases que as têm.",
    ),
    Funcao(
        "configurar_relatos",
        "Configurar Relatos do Cidadão",
        _CONFIGURACAO,
        CHEFIA,
        "",
        "Diz até onde se procura o RA que já existe, o que um relato vira e quantos um telefone pode mandar.",
    ),
    Funcao(
        "filtrar_devolucao",
        "Filtrar RA para Devolução",
        _RA,
        BALCAO,
        "",
        "Lista os RAs pendentes com pagamento ou valor a devolver; abre a devolução de cada um.",
    ),
    Funcao("tema", "Tema Claro ou Escuro", "Estação", TODOS, "Ctrl+Shift+T", "Troca as cores da estação de trabalho."),
    Funcao("trocar_senha", "Trocar Senha", "Estação", TODOS, "", "Troca a sua senha, que o servidor nunca vê."),
    Funcao("sair", "Sair", "Estação", TODOS, "Ctrl+Q", "Fecha a estação de trabalho."),
    Funcao("manual", "Manual", "Ajuda", TODOS, "F1", "Abre o manual na parte que fala do que está na tela."),
    Funcao("teclas", "Teclas de Atalho", "Ajuda", TODOS, "Shift+F1", "Mostra todas as teclas."),
    Funcao("sobre", "Sobre o gsan-desk", "Ajuda", TODOS, "", "Mostra a versão, a base e a licença."),
)
DA_JANELA = frozenset({"tema", "sair", "manual", "teclas", "sobre"})
"""Functions that the main window itself answers; the others come from the composition."""


def funcao(id_: str) -> Funcao:
    """Find a function; an unknown id is a defect."""
    return next(f for f in FUNCOES if f.id == id_)


def permitidas(perfis: frozenset[str]) -> tuple[Funcao, ...]:
    """List the functions of a person, in the order of the menu."""
    return tuple(f for f in FUNCOES if f.perfis & perfis or f.id in DA_JANELA)
