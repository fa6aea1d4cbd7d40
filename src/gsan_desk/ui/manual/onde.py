"""Where the manual tells of each function and of each screen. No Qt here.

An address is ``page.md`` or ``page.md#heading``. A function is found by its id, a screen by the key of its tab or by
the module of its class: the longest name in ``DAS_TELAS`` that the module begins with.
"""

from collections.abc import Iterable

INDICE = "README.md"
DAS_FUNCOES: dict[str, str] = {
    "caixa_da_unidade": "caixa.md",
    "inserir_ra": "inserir-ra.md",
    "inserir_ra_simplificado": "simplificado.md",
    "manter_ra": "filtrar-e-consultar.md#manter-filtrar-e-ver-a-lista",
    "pesquisar_ra": "filtrar-e-consultar.md#pesquisar",
    "consultar_ra": "filtrar-e-consultar.md#consultar-um-ra",
    "tramitar_conjunto": "supervisor.md#tramitar-muitos-ras",
    "pop": "procedimentos.md#consultar-todos",
    "comandar_encerramento": "supervisor.md#comandar-encerramentos",
    "tramite_cobranca": "supervisor.md#para-onde-vão-os-ras",
    "associacao_localidade": "supervisor.md#para-onde-vão-os-ras",
    "numeracao_manual": "supervisor.md#números-dos-formulários-de-papel",
    "painel": "supervisor.md#o-painel",
    "caixa_progis": "relatos.md#a-caixa",
    "auditoria": "supervisor.md#auditoria",
    "mensagens_sms": "sms.md#mensagens-com-erro",
    "respostas_sms": "sms.md#respostas",
    "modelos_sms": "supervisor.md#os-textos-do-sms",
    "emails_pesquisa": "sms.md#e-mails-de-pesquisa",
    "estacao_sms": "sms.md#o-painel",
    "configurar_sms": "sms.md#configurar",
    "inserir_tipo_solicitacao": "configuracao.md#tipo-de-solicitação-com-especificações",
    "manter_tipo_solicitacao": "configuracao.md#tipo-de-solicitação-com-especificações",
    "obrigatoriedade_documento": "configuracao.md#obrigatoriedade-de-documento",
    "inserir_situacao_imovel": "configuracao.md#situação-do-imóvel",
    "manter_situacao_imovel": "configuracao.md#situação-do-imóvel",
    "inserir_motivo_ocorrencia": "configuracao.md#motivos-e-ocorrências-operacionais",
    "manter_motivo_ocorrencia": "configuracao.md#motivos-e-ocorrências-operacionais",
    "inserir_ocorrencia_operacional": "configuracao.md#motivos-e-ocorrências-operacionais",
    "manter_ocorrencia_operacional": "configuracao.md#motivos-e-ocorrências-operacionais",
    "configurar_relatos": "relatos.md#ajustes",
    "filtrar_devolucao": "devolucao.md#acompanhar",
    "tema": "estacao.md#tema-claro-ou-escuro",
    "trocar_senha": "entrar.md#a-sua-senha",
    "sair": "entrar.md#sair",
    "manual": "estacao.md#o-manual-f1",
    "teclas": "teclas.md",
    "sobre": "estacao.md#menu",
}
DAS_TELAS: dict[str, str] = {
    "acesso": "entrar.md#a-sua-senha",
    "acesso.certificado": "entrar.md#o-certificado-do-servidor",
    "ajuda": "teclas.md",
    "associacoes": "supervisor.md#para-onde-vão-os-ras",
    "atualizacao": "atualizar-ra.md",
    "atualizacao.conflito": "atualizar-ra.md#alguém-mudou-o-mesmo-ra",
    "auditoria": "supervisor.md#auditoria",
    "cadastro": "configuracao.md",
    "cadastro.experimentar": "configuracao.md#experimentar",
    "caixa": "caixa.md",
    "caixa.lista": "caixa.md#ler-a-lista",
    "comando": "supervisor.md#comandar-encerramentos",
    "comando.executor": "supervisor.md#executar",
    "consulta": "filtrar-e-consultar.md#consultar-um-ra",
    "consulta.filtrar": "filtrar-e-consultar.md#manter-filtrar-e-ver-a-lista",
    "consulta.pesquisar": "filtrar-e-consultar.md#pesquisar",
    "consulta.resultado": "filtrar-e-consultar.md#a-lista",
    "consultas_do_ra": "outros-contatos.md#olhar-ao-lado",
    "consultas_do_ra.dados": "filtrar-e-consultar.md#consultar-um-ra",
    "consultas_do_ra.historico": "filtrar-e-consultar.md#histórico",
    "consultas_do_ra.solicitantes": "outros-contatos.md#adicionar-solicitante",
    "contato": "estacao.md#campos-que-se-repetem",
    "devolucao": "devolucao.md",
    "devolucao.filtrar": "devolucao.md#acompanhar",
    "encerramento": "encerrar-e-reativar.md#encerrar",
    "encerramento.duplicidade": "encerrar-e-reativar.md#desfazer-uma-duplicidade-errada",
    "escolha_treinamento": "entrar.md#treinamento",
    "impressao": "filtrar-e-consultar.md#imprimir",
    "login": "entrar.md",
    "main_window": "estacao.md",
    "mapa": "inserir-ra.md#apontar-no-mapa",
    "numeracao": "supervisor.md#números-dos-formulários-de-papel",
    "ordem_servico": "filtrar-e-consultar.md#gerar-os",
    "painel": "supervisor.md#o-painel",
    "paleta": "estacao.md#achar-uma-função-pelo-nome-ctrlk",
    "pesquisas": "estacao.md#campos-que-se-repetem",
    "pop": "procedimentos.md#consultar-todos",
    "progis": "relatos.md",
    "progis.analise": "relatos.md#a-análise",
    "progis.caixa": "relatos.md#a-caixa",
    "progis.configurar": "relatos.md#ajustes",
    "progis.registro": "relatos.md#registrar-um-relato",
    "reativacao": "encerrar-e-reativar.md#reativar",
    "registro_atendimento": "inserir-ra.md",
    "reiteracao": "outros-contatos.md#reiterar",
    "simplificado": "simplificado.md",
    "sms": "sms.md",
    "sms.configurar": "sms.md#configurar",
    "sms.emails": "sms.md#e-mails-de-pesquisa",
    "sms.estacao": "sms.md#o-painel",
    "sms.mensagens": "sms.md#mensagens-com-erro",
    "sms.modelo_email": "sms.md#e-mails-de-pesquisa",
    "sms.modelos": "supervisor.md#os-textos-do-sms",
    "sms.respostas": "sms.md#respostas",
    "solicitante": "outros-contatos.md#adicionar-solicitante",
    "tramite": "tramitar.md#tramitar",
    "tramite.consultar": "tramitar.md#consultar-trâmites",
    "tramite_conjunto": "supervisor.md#tramitar-muitos-ras",
    "widgets.search_window": "estacao.md#campos-que-se-repetem",
}
DAS_PARTES: dict[str, tuple[str, ...]] = {
    "registro_atendimento.dados_gerais": ("inserir-ra.md#1-dados-gerais",),
    "registro_atendimento.local_ocorrencia": ("inserir-ra.md#2-local-da-ocorrência",),
    "registro_atendimento.solicitante": ("inserir-ra.md#3-solicitante",),
    "registro_atendimento.anexos": ("inserir-ra.md#4-anexos", "atualizar-ra.md#4-anexos"),
    "registro_atendimento.avisos": ("inserir-ra.md#antes-de-continuar-pode-já-existir",),
    "registro_atendimento.sucesso": ("inserir-ra.md#concluir",),
    "atualizacao.solicitantes": ("atualizar-ra.md#3-solicitante",),
    "devolucao.do_ra": ("devolucao.md#registrar-o-pedido",),
}
"""Parts that several screens share: each has its heading in the page of the screen that holds it."""
_UI = "gsan_desk.ui."


def da_chave(chave: str) -> str | None:
    """Find the address of a tab by its key, whose number of an RA or of a row does not matter."""
    nome = chave.partition(":")[0]
    return DAS_FUNCOES.get(nome) or DAS_FUNCOES.get(nome.replace("atualizar_", "manter_", 1))


def do_modulo(modulo: str) -> str | None:
    """Find the address of a screen by the module of its class."""
    partes = modulo.removeprefix(_UI).split(".") if modulo.startswith(_UI) else []
    nomes = (".".join(partes[:quantas]) for quantas in range(len(partes), 0, -1))
    return next((DAS_TELAS[nome] for nome in nomes if nome in DAS_TELAS), None)


def endereco(telas: Iterable[tuple[str, str]]) -> str:
    """Find the address of where somebody is: keys (or "") and modules, from the innermost widget outwards."""
    pedacos: list[str] = []
    for chave, modulo in telas:
        parte = DAS_PARTES.get(modulo.removeprefix(_UI))
        if parte is not None:
            pedacos.extend(parte)
        elif (achado := da_chave(chave) or do_modulo(modulo)) is not None:
            return next((p for p in pedacos if _pagina(p) == _pagina(achado)), achado)
    return pedacos[0] if pedacos else INDICE


def _pagina(alvo: str) -> str:
    return alvo.partition("#")[0]
