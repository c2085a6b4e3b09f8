"""Why a file or a row was not taken, and what of a sheet is no row of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import JejaringError, ValueRefused
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
    """A file that is no CSV."""

    text = "Berkas {file} bukan tabel CSV. Simpan sebagai CSV (UTF-8), lalu muat lagi."


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


class CellsTooMany(ValueRefused):
    """A row with more cells than headings."""

    text = "Baris ini punya {count} sel, padahal judul kolomnya {limit}."
    remedy = "Beri tanda kutip pada sel yang memuat tanda pemisah, atau hapus sel berlebih."


class QuotesWrong(ValueRefused):
    """A row in which quotation marks do not enclose whole cells."""

    text = "Tanda kutip pada baris ini tidak berpasangan, jadi selnya tidak dapat dipisahkan."
    remedy = 'Tutup tanda kutip; tulis tanda kutip di dalam sel dua kali ("").'


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
