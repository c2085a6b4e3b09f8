"""Why a file or a row was not taken, and what of a sheet is no row of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import JejaringError, Translate, ValueRefused
from graph.vocabulary import Term


class FileRefused(JejaringError):
    """Base of what makes a whole file unusable."""

    http_status = 400


class FileUnreadable(FileRefused):
    """A file that cannot be opened."""

    text = "Berkas {file} tidak dapat dibaca ({reason}). Periksa nama dan izinnya."


class FileEmpty(FileRefused):
    """A file without a table."""

    text = "Berkas {file} kosong. Isi dengan baris judul kolom dan sedikitnya satu baris."


class FileNotText(FileRefused):
    """A file of a kind that nobody knows."""

    text = (
        "Berkas {file} bukan tabel yang dapat dibaca. Simpan sebagai XLSX, ODS atau CSV, lalu "
        "muat lagi."
    )


class FileForeign(FileRefused):
    """A file that is known to be something else than a table."""

    text = (
        "Berkas {file} sebenarnya {what}, bukan tabel. Buka tabelnya di Excel atau LibreOffice, "
        "simpan sebagai XLSX, lalu muat berkas itu."
    )


class FilePacked(FileRefused):
    """A file that holds other files."""

    text = "Berkas {file} adalah arsip ({what}). Buka arsipnya, lalu muat berkas di dalamnya."


class FileProtected(FileRefused):
    """A spreadsheet with a password."""

    text = (
        "Berkas {file} dilindungi kata sandi. Buka di Excel atau LibreOffice, hapus kata "
        "sandinya, simpan, lalu muat lagi."
    )


class FileDamaged(FileRefused):
    """A file that is cut short or broken inside."""

    text = (
        "Berkas {file} rusak atau terpotong. Ambil lagi dari asalnya, atau buka dan simpan ulang "
        "di Excel atau LibreOffice, lalu muat lagi."
    )


class FileUnpacksTooLarge(FileRefused):
    """A small file that becomes a huge one."""

    text = (
        "Berkas {file} menjadi lebih dari {limit} MB setelah dimekarkan; tidak ada register "
        "sebesar itu. Minta berkas aslinya, atau bagi menjadi beberapa berkas."
    )


class FileNeedsMemory(FileRefused):
    """A file that asks for more memory than a register does."""

    text = (
        "Berkas {file} butuh memori lebih dari {limit} MB. Hapus isi yang jauh di bawah atau di "
        "kanan tabel (Ctrl+End menunjukkannya), simpan, lalu muat lagi."
    )


class FileTakesTooLong(FileRefused):
    """A file that is not read in time."""

    text = (
        "Berkas {file} tidak selesai dibaca dalam {seconds} detik. Bagi menjadi beberapa berkas, "
        "atau simpan sebagai CSV."
    )


class FileWithEntities(FileRefused):
    """A spreadsheet whose XML declares what no office program declares."""

    text = (
        "Berkas {file} memuat deklarasi XML yang tidak pernah ditulis program lembar sebar. "
        "Berkas ini mungkin berbahaya; minta berkas aslinya."
    )


class FileTooLong(FileRefused):
    """A file with more cells than any register has."""

    text = (
        "Berkas {file} berisi lebih dari {limit} sel atau terlalu banyak teks. Bagi menjadi "
        "beberapa berkas."
    )


class FileQuotesWrong(FileRefused):
    """A CSV file in which quotation marks are wrong throughout."""

    text = (
        "Tanda kutip pada lebih dari {limit} baris berkas {file} tidak berpasangan. Buka di Excel "
        "atau LibreOffice, simpan sebagai XLSX, lalu muat lagi."
    )


class JsonInvalid(FileRefused):
    """A file that begins as JSON and does not go on so."""

    text = (
        "Berkas {file} bukan JSON yang benar: salah pada baris {line}, kolom {column}. Perbaiki "
        "di tempat itu, lalu muat lagi."
    )


class JsonTooDeep(FileRefused):
    """JSON that is nested beyond any register."""

    text = (
        "Isi berkas {file} bersarang lebih dari {limit} tingkat. Simpan sebagai larik objek, "
        "satu objek untuk setiap kesepakatan."
    )


class JsonWithoutRows(FileRefused):
    """JSON without an array of objects."""

    text = (
        "Berkas {file} tidak memuat larik objek. Simpan sebagai larik objek, satu objek untuk "
        "setiap kesepakatan."
    )


class FileTooLarge(FileRefused):
    """A file beyond what is read at once."""

    text = "Berkas {file} lebih besar dari {limit} MB. Bagi menjadi beberapa berkas."


class FileTooWide(FileRefused):
    """A table with more columns than any register has."""

    text = "Berkas {file} punya {count} kolom; paling banyak {limit}. Hapus kolom yang kosong."


class HeadingsMissing(FileRefused):
    """A table whose headings do not tell what it is."""

    text = (
        "Berkas {file} tidak memuat kolom {missing}; yang terbaca: {found}. Beri judul kolom "
        "seperti di README, pada baris pertama."
    )


class OwnerMissing(FileRefused):
    """A register that names the other side only, and does not say whose it is."""

    text = (
        "Berkas {file} hanya menyebut pihak lain, dan pemilik registernya tidak disebut. Sebut "
        "pemiliknya dengan --owner KODE, mis. --owner 35.74."
    )


class Several(ValueRefused):
    """More than one thing that is wrong with a row.

    Parameters
    ----------
    errors
        All of them; sentence and remedy are theirs.
    """

    text = "Ada {count} hal yang salah pada baris ini."
    remedy = "Perbaiki semuanya."

    def __init__(self, *, errors: Sequence[ValueRefused] = (), **values: Any) -> None:
        self.errors = tuple(errors)
        if self.errors:
            values = {"field": self.errors[0].field, "count": len(self.errors)}
        super().__init__(**values)

    def message(self, translate: Translate) -> str:
        """Give all sentences in the language of `translate`."""
        told = " ".join(error.message(translate) for error in self.errors)
        return told or super().message(translate)

    def advice(self, translate: Translate) -> str:
        """Give all remedies in the language of `translate`."""
        told = " ".join(error.advice(translate) for error in self.errors)
        return told or super().advice(translate)


class CellsTooMany(ValueRefused):
    """A row with more cells than headings."""

    text = "Baris ini punya {count} sel, padahal judul kolomnya {limit}."
    remedy = "Beri tanda kutip pada sel yang memuat tanda pemisah, atau hapus sel berlebih."


class QuotesWrong(ValueRefused):
    """A row in which quotation marks do not enclose whole cells."""

    text = "Tanda kutip pada baris ini tidak berpasangan, jadi selnya tidak dapat dipisahkan."
    remedy = 'Tutup tanda kutip; tulis tanda kutip di dalam sel dua kali ("").'


class JsonLineWrong(ValueRefused):
    """A line that is no object of JSON."""

    text = "Baris ini bukan objek JSON yang benar."
    remedy = "Perbaiki kurung, koma dan tanda kutipnya."


class NumbersTooMany(ValueRefused):
    """More document numbers than parties."""

    text = "Kolom {field} berisi {count} nomor untuk {limit} pihak."
    remedy = "Tulis satu nomor untuk setiap pihak, menurut urutan pihak."


class DateUnreadable(ValueRefused):
    """A date that cannot be understood."""

    text = "Kolom {field} berisi “{value}”, bukan tanggal."
    remedy = "Tulis sebagai 2019-03-12, 2019-03 atau 2019."


class AmountUnreadable(ValueRefused):
    """A yield that cannot be understood."""

    text = "Kolom {field} berisi “{value}”, bukan hasil dengan jumlah."
    remedy = "Tulis seperti “jasa giro = 2511548710 (2018)”; pisahkan dengan titik koma."


class NumberUnreadable(ValueRefused):
    """A number that cannot be understood."""

    text = "Kolom {field} berisi “{value}”, bukan bilangan{range}."
    remedy = "Tulis dengan angka, mis. {example}."


class NotRegion(ValueRefused):
    """A total reported of something that is no region."""

    text = "Kolom {field} berisi “{value}”, bukan provinsi, kabupaten atau kota."
    remedy = "Isi dengan nama atau kode wilayah."


class NothingAbove(ValueRefused):
    """A ditto mark in the first row of a table."""

    text = "Kolom {field} berisi “{value}”, padahal di atasnya tidak ada isi yang diulang."
    remedy = "Tulis isinya."


class TargetUnknown(ValueRefused):
    """An agreement said to implement one that is nowhere."""

    text = "Kolom {field} menunjuk pada kesepakatan “{value}”, yang tidak ada."
    remedy = "Isi dengan kode dari berkas ini atau dari kesepakatan yang sudah dimuat."


class KeyTaken(ValueRefused):
    """A key that another register gave to quite another agreement."""

    text = "Kolom {field} berisi “{value}”, yang sudah dipakai kesepakatan lain: “{title}”."
    remedy = "Beri kode yang berbeda, mis. dengan singkatan daerah di depannya."


class RowTwice(ValueRefused):
    """A row that tells the same agreement as an earlier one."""

    text = "Kesepakatan ini sudah disebut pada baris {first}."
    remedy = "Hapus salah satu, atau beri kode yang berbeda."


# The columns that a table of refused rows adds to the original ones; a reader passes them over.
PLACE_COLUMNS = ("berkas", "lembar", "baris")
REASON_COLUMNS = ("alasan", "perbaikan")
# A row that could not be split into cells stands there whole.
RAW_COLUMN = "isi baris"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, with its place, the error and its cells."""

    file: str
    sheet: str
    row: int
    error: ValueRefused
    cells: Mapping[str, str]

    @property
    def field(self) -> str:
        """The column that is wrong."""
        return self.error.field


# What stands in a sheet beside the rows of its table.
SKIPS: dict[str, Term] = {
    row.code: row
    for row in (
        Term("letterhead", "kepala surat", "letterhead"),
        Term("title", "judul tabel", "table title"),
        Term("heading", "judul kolom", "column headings"),
        Term("repeated_heading", "judul kolom yang berulang", "repeated column headings"),
        Term("numbering", "nomor kolom", "column numbers"),
        Term("section", "judul bagian", "section title"),
        Term("total", "jumlah", "total"),
        Term("signature", "tanda tangan", "signature"),
        Term("note", "catatan", "note"),
        Term("hidden", "disembunyikan", "hidden"),
        Term("empty_sheet", "lembar kosong", "empty sheet"),
        Term("other_sheet", "lembar tanpa register", "sheet without a register"),
    )
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that are no agreement or total: which, of what kind, and what stands there.

    Attributes
    ----------
    sheet
        Name of the sheet.
    first, last
        Numbers of the rows as the spreadsheet shows them.
    kind
        A code of `SKIPS`.
    text
        The beginning of what stands there.
    """

    sheet: str
    first: int
    last: int
    kind: str
    text: str
