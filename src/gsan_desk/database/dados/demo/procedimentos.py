"""Documents of procedure: small PDFs, written out by hand."""

from gsan_desk.database.dados.linhas import Linha, Parte

_PAGINA = (595, 842)  # A4, in points
_MARGEM, _LINHA = 64, 18

# especificação: title, what to do
_PROCEDIMENTOS: dict[int, tuple[str, tuple[str, ...]]] = {
    101: (
        "Vazamento na rua",
        (
            "1. Pergunte o ponto de referência e se a água invade imóveis.",
            "2. Confira se já há RA aberto para o mesmo trecho.",
            "3. Se invade imóveis ou a pista, avise a Operação de Água por telefone.",
            "4. Informe o prazo: dois dias úteis.",
        ),
    ),
    104: (
        "Vazamento em adutora",
        (
            "1. É urgência: avise a Central de Serviços Operacionais na hora.",
            "2. Peça que ninguém se aproxime do local.",
            "3. O RA não precisa de solicitante.",
        ),
    ),
    201: (
        "Falta de água no imóvel",
        (
            "1. Veja os avisos da área: manutenção prevista e RAs de falta de água geral.",
            "2. Confira se o imóvel não está cortado.",
            "3. Peça que o registro do cavalete seja aberto.",
            "4. Sem solução, abra o RA; a equipe vai ao local no mesmo dia.",
        ),
    ),
    401: (
        "Extravasamento de esgoto na rua",
        (
            "1. Pergunte se há risco para pedestres ou se o esgoto entra em imóveis.",
            "2. É urgência: o prazo é de um dia.",
            "3. Não oriente o cliente a abrir poços de visita.",
        ),
    ),
    501: (
        "Ligação nova de água",
        (
            "1. Documentos: identidade, CPF e comprovante de posse do imóvel.",
            "2. Confira se há débito em nome do cliente.",
            "3. Verifique se há rede na rua antes de prometer prazo.",
        ),
    ),
    601: (
        "Religação",
        (
            "1. Confirme o pagamento ou o parcelamento do débito.",
            "2. Imóvel em cobrança judicial: encaminhe à unidade de Cobrança.",
        ),
    ),
    901: (
        "Revisão de conta",
        (
            "1. Compare o consumo com os seis meses anteriores.",
            "2. Peça a leitura atual do hidrômetro.",
            "3. Associe ao RA a conta contestada.",
        ),
    ),
    1101: (
        "Parcelamento de débito",
        (
            "1. Simule as parcelas com o cliente antes de abrir o RA.",
            "2. O pedido é do responsável pelo imóvel.",
        ),
    ),
}
_SEGUNDO = {401: "Equipamento de proteção", 901: "Prazos da revisão de conta"}


def montar() -> Parte:
    """Make the rows: one document for each especificação listed, two for some."""
    documentos = [(step, f"procedimento-{step}.pdf", titulo, linhas) for step, (titulo, linhas) in _ORDENADOS]
    documentos += [(step, f"anexo-{step}.pdf", titulo, _PROCEDIMENTOS[step][1]) for step, titulo in _SEGUNDO.items()]
    linhas: list[Linha] = [
        {"stea_id": i, "step_id": step, "stea_nmarquivopop": nome, "stea_arquivopop": pdf(titulo, passos)}
        for i, (step, nome, titulo, passos) in enumerate(documentos, 1)
    ]
    return "atendimentopublico.sol_tipo_espec_arqui_pop", linhas


def pdf(titulo: str, linhas: tuple[str, ...]) -> bytes:
    """Write one page with a title and lines of text."""
    largura, altura = _PAGINA
    conteudo = _texto(titulo, linhas, altura)
    objetos = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {largura} {altura}]"
        "/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(conteudo), conteudo),
    ]
    arquivo = bytearray(b"%PDF-1.4\n")
    posicoes = []
    for numero, objeto in enumerate(objetos, 1):
        posicoes.append(len(arquivo))
        arquivo += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    tabela = len(arquivo)
    arquivo += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objetos) + 1)
    arquivo += b"".join(b"%010d 00000 n \n" % posicao for posicao in posicoes)
    arquivo += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objetos) + 1, tabela)
    return bytes(arquivo)


def _texto(titulo: str, linhas: tuple[str, ...], altura: int) -> bytes:
    topo = altura - _MARGEM
    partes = [f"BT /F1 16 Tf {_MARGEM} {topo} Td ({_escapar(titulo)}) Tj ET"]
    for i, linha in enumerate(linhas, 2):
        partes.append(f"BT /F1 11 Tf {_MARGEM} {topo - i * _LINHA} Td ({_escapar(linha)}) Tj ET")
    return "\n".join(partes).encode("cp1252")


def _escapar(texto: str) -> str:
    return texto.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_ORDENADOS = sorted(_PROCEDIMENTOS.items())
