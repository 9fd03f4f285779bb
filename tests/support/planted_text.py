"""Personal data in every spelling, made up: each ID gets its last digit by the rule."""

from prongsai.thai.digits import to_thai
from prongsai.thai.personal import check_digit


def made_up_id(twelve: str = "123456789012") -> str:
    """Return an ID of digits in their order, with the right last digit."""
    return f"{twelve}{check_digit(twelve)}"


ID = made_up_id()
OTHER_ID = made_up_id("345678901234")
PHONE = "0812345678"


def grouped(digits: str, sign: str, *sizes: int) -> str:
    parts, at = [], 0
    for size in sizes or (1, 4, 5, 2, 1):
        parts.append(digits[at : at + size])
        at += size
    return sign.join(parts)


def _luhn(fifteen: str) -> str:
    total = 0
    for at, sign in enumerate(fifteen[::-1]):
        value = int(sign) * (1 if at % 2 else 2)
        total += value // 10 + value % 10
    return f"{fifteen}{-total % 10}"


CARD = _luhn("411111222222333")

_SCRIPTS = ("\u0e50", "\u0ed0", "\uff10", "\u0660", "\u0966", "\u1040", "\U0001d7ce")


def _in_script(digits: str, zero: str) -> str:
    return "".join(
        chr(ord(zero) + int(one)) if one.isdigit() else one for one in digits
    )


IDS = {
    **{
        f"sign {sign!r}": grouped(ID, sign) for sign in "- –—−‐‑‒.·/|\u00a0\u2009\u202f"
    },
    **{f"apart {sign!r}": grouped(ID, f" {sign} ") for sign in "-–—./"},
    **{f"script {zero!r}": _in_script(ID, zero) for zero in _SCRIPTS},
    **{f"script {z!r} -": _in_script(grouped(ID, "-"), z) for z in _SCRIPTS},
    **{
        f"hidden {sign!r}": sign.join(ID)
        for sign in "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e"
    },
    "plain": ID,
    **{f"sign {sign!r}": grouped(ID, sign) for sign in "_*:~"},
    "one by one": " ".join(ID),
    "one by one -": "-".join(ID),
    "marks above": "\u0301".join(ID),
    "keys": "".join(f"{one}\ufe0f\u20e3" for one in ID),
    "a number of Excel": f"{ID}.0",
    "fours": grouped(ID, " ", 4, 4, 4, 1),
    "fours -": grouped(ID, "-", 4, 4, 4, 1),
    "threes": grouped(ID, " ", 3, 3, 3, 4),
    "1 and 12": grouped(ID, "-", 1, 12),
    "4 5 4": grouped(ID, " ", 4, 5, 4),
    "named": f"เลขประจำตัวประชาชน {ID}",
    "ID before": f"ID{ID}",
    "ID: before": f"ID:{ID}",
    "id card": f"ID card no. {ID}",
    "slash before": f"สำเนาบัตร/{ID}",
    "in brackets": f"({ID})",
    "sentence": f"นาย ก. เลข {ID}.",
    "Thai around": f"เลขที่{ID}ของผู้ขอ",
    "boxes": "เลขบัตรประชาชน " + " ".join(ID),
    "boxes in cells": "เลขประจำตัวประชาชน\t" + "\t".join(ID),
    "over lines": f"เลขประจำตัวประชาชน {ID[:6]}\n{ID[6:]}",
    "over lines -": "1-2345-\n67890-12-1",
    "over cells": f"เลขประจำตัวประชาชน\t{ID[:5]}\t{ID[5:]}",
    "file name": f"สำเนาบัตร {ID}.txt",
    "file name _": f"บัตรประชาชน_{ID}.pdf",
    "in a link": f"https://www.example.go.th/doc/{ID}",
    "in a query": f"https://www.example.go.th/?id={ID}",
    "two": f"{ID} {OTHER_ID}",
    "Thai digits": to_thai(grouped(ID, "-")),
    "mixed digits": f"{to_thai(ID[:7])}{ID[7:]}",
    "dot at the end": f"เลข {grouped(ID, '-')}.",
    "quotes": f"“{ID}”",
    "colon": f"ปชช:{ID}",
    "in a list": f"1) {ID}, 2) {OTHER_ID}",
    "tabs": f"1\tนาย ก\t{ID}\tบ้าน",
    "commas around": f"นาย ก,{ID},บ้าน",
}
PHONES = {
    f"phone {text}": text
    for text in (
        *("0812345678", "081-234-5678", "081 234 5678", "081.234.5678"),
        *("081–234–5678", "081—234—5678", "(081) 234-5678", "(081)2345678"),
        *("66812345678", "+66812345678", "+66 81 234 5678", "+66-81-234-5678"),
        *("08-1234-5678", "08 1234 5678", "081-2345678", "0 8123 45678"),
        *("081 - 234 - 5678", "๐๘๑-๒๓๔-๕๖๗๘", "０８１２３４５６７８", "โทร.0812345678"),
        *("0812-345-678", "081/2345678", "081\u200b2345678", "+66 (0)81 234 5678"),
        *("0 8 1 2 3 4 5 6 7 8", "081_234_5678", "081~2345678", "081-234-5678-9"),
        *("โทรศัพท์ 812345678", "เบอร์มือถือ: 812345678"),
        "ชื่อ\tโทรศัพท์\nสมมุติ\t812345678",
        "ชื่อ\tเบอร์มือถือ\nสมมุติ\t812345678",
        "ชื่อ,เบอร์โทร\nสมมุติ,812345678",
    )
}
WORDS = {
    f"word {text}": text
    for text in (
        "เลขที่บัญชี 123-4-56789-0",
        "somchai [at] gmail [dot] com",
        "ไอดีไลน์ somchai99",
        "line.me/ti/p/~somchai",
        "ภูมิลำเนา เลขที่ 5 หมู่ที่ 2",
        "บัญชีธนาคารสมมุติ 1234567890",
        "ธนาคารสมมุติ เลขที่ 123 4 56789 0",
        "บัญชีเลขที่ ๑๒๓-๔-๕๖๗๘๙-๐",
        "ธ.ก.ส. 123456789012",
        "ชื่อ\tเลขบัญชี\nสมมุติ\t1234567890",
        f"บัตรเครดิต {CARD}",
        grouped(CARD, " ", 4, 4, 4, 4),
        grouped(CARD, "-", 4, 4, 4, 4),
        "หนังสือเดินทางเลขที่ AA1234567",
        "Passport No. A1234567",
        "somchai.s@gmail.com",
        "อีเมล somchai@hotmail.com",
        "somchai (at) yahoo.com",
        "Line ID: somchai_99",
        "ไลน์ไอดี somchai99",
        "LINE: somchai.s",
        "เกิดวันที่ 5 มกราคม 2520",
        "วันเดือนปีเกิด 05/01/2520",
        "Date of birth: 1977-01-05",
        "ชื่อ\tวันเกิด\nสมมุติ\t5/1/2520",
        "อยู่บ้านเลขที่ 99/9 หมู่ 3 ตำบลตัวอย่าง",
        "ที่อยู่ตามทะเบียนบ้าน 12 หมู่ 1",
        "นายสมมุติ ตัวอย่าง ที่อยู่ 45/6 ม.2 ต.ตัวอย่าง",
        "ชื่อ\tที่อยู่\nนายสมมุติ\t45/6 หมู่ 2",
        "ทะเบียนรถ กข 1234",
        "รถยนต์หมายเลขทะเบียน 1กข 234 ชลบุรี",
        "ชื่อ\tทะเบียนรถ\nสมมุติ\tกข 1234 ชลบุรี",
        "วันที่\tชื่อผู้ร้องเรียน\tเรื่อง",
        "ที่\tชื่อ-สกุลผู้ป่วย\tอาการ",
        "ที่\tชื่อ-สกุล\tHN\tการวินิจฉัย",
        "ที่\tชื่อ-สกุล\tลายมือชื่อ",
        "รายชื่อผู้เข้าร่วมประชุม",
        "ไลน์ somchai99",
        "line://ti/p/~somchai",
        "บัตร American Express 3782 822463 10005",
        "บ/ช 123 4 56789 0",
        "กรุงไทย 123-4-56789-0",
        "ไทยพาณิชย์ เลขที่ 123-456789-0",
        "รถจักรยานยนต์ 1กข 1234 ชลบุรี",
        "เลขหลังบัตร JT1-2345678-90",
        "Laser ID: JT1234567890",
    )
}
MORE = {
    "ID in dark circles": ID.translate(str.maketrans("0123456789", "⓿❶❷❸❹❺❻❼❽❾")),
    **{f"ID apart {sign!r}": grouped(ID, sign) for sign in "\u3164\u2800\\ー─"},
    "ID in boxes": f"เลขประจำตัวประชาชน {' '.join(f'[{one}]' for one in ID)}",
    "ID, a digit in a cell": "เลขประจำตัวประชาชน\t" + "\t".join(ID),
    "phone over two lines": "โทร 081-\n234-5678",
    "phones that differ at the end": "081-2345678,9",
    "ID with letters": "l-2345-6789O-l2-I",
    "ID with letters of others": "1-2345-6789\u041e-12-1",
    "ID with letters, named": "เลขบัตรประชาชน l23456789Ol2l",
    "phone with letters": "O8I-234-5678",
    "phone with letters, 2 4 4": "O8-l234-5678",
    "phone with letters, named": "โทร. O8l2345678",
    "ID as codes of HTML": "".join(f"&#{ord(one)};" for one in ID),
    "ID as codes of HTML, hex": "".join(f"&#x{ord(one):x};" for one in ID),
    "ID in a link as codes": "https://www.example.go.th/?id="
    + "".join(f"%{ord(one):x}" for one in grouped(ID, "-")),
    "number of a patient": "ผู้ป่วยรายนี้ HN 54-12345",
    "number of a patient by name": "HN: 1234567 นายสมมุติ ตัวอย่าง",
}
JOINED = {
    **{f"ID joined by {sign!r}": grouped(ID, sign) for sign in "+=;',•\u2003\uff0d"},
    **{
        f"ID joined by {code}": grouped(ID, code)
        for code in ("&#45;", "&nbsp;", "&ndash;", "&#8209;", "&#x2011;", "%20", "%2D")
    },
    "ID in a query with +": f"https://www.example.go.th/?q={grouped(ID, '+')}",
    "ID turned round": f"\u202e{ID[::-1]}\u202c",
    "ID as codes of JSON": "".join(f"\\u{ord(one):04x}" for one in ID),
    "ID in a name of a file": f"id_{ID}_copy.pdf",
    **{
        f"joined {text}": text
        for text in (
            *(f"ปชช.{ID}", "00 66 81 234 5678", "08 12 34 56 78"),
            *("081&#8209;234&#8209;5678", "081%2D234%2D5678", "เบอร์ 81 234 5678"),
            *("somchai{at}gmail{dot}com", "somchai AT gmail DOT com"),
            *("mailto:somchai%40gmail.com", "somchai&#64;gmail.com"),
            *("somchai&commat;yahoo.co.th", "แอดไลน์ somchai_k", "add LINE: somchai_k"),
            *("SCB 123-456789-0", "ธกส 01-234-5-67890-1", "4111.1111.1111.1111"),
            "นายสมมุติ ตัวอย่าง เกิด 5 ม.ค. 2520",
        )
    },
}
SPELLINGS = {**IDS, **PHONES, **WORDS, **MORE, **JOINED}

INNOCENT = {
    "tax ID": "เลขประจำตัวผู้เสียภาษี 0105500000003",
    "tax ID like an ID": f"เลขประจำตัวผู้เสียภาษี {ID}",
    "amount": "งบประมาณ 1,234,567,890,121 บาท",
    "amount like a phone": "วงเงิน 0812345678 บาท",
    "amount with points": "812.345.678 บาท",
    "office phone": "โทร 0-3812-3456 ต่อ 12",
    "office fax": "โทรสาร 038-123456",
    "hotline": "สายด่วน 1567",
    "e-GP": "เลขที่โครงการ 68019012345",
    "e-GP of 2566": "โครงการ 66012345678",
    "contract": "เลขคุมสัญญา 680814123456",
    "serial": f"S/N {ID}",
    "asset": "ครุภัณฑ์ 416-66-0001",
    "series": "\n".join(f"{1000000000000 + 7919 * n}" for n in range(1, 40)),
    "series of parcels": "\n".join(f"{2568010000000 + 13 * n}" for n in range(1, 30)),
    "ISBN": "ISBN 978-616-123-456-7",
    "moment": "https://www.example.go.th/?v=1732600000001",
    "dates": "1/10/2567 ถึง 30/9/2568",
    "times": "08.30-16.30 น.",
    "scores": "93.78 85.21 99.99 100.00 87.65 91.02",
    "years": "2564 2565 2566 2567 2568",
    "coordinates": "13.7563309, 100.5017651",
    "government mail": "saraban@banrai.go.th",
    "official LINE": "LINE Official: @banrai",
    "line of a text": "line 5 of the report",
    "address of the office": "สำนักงานเทศบาลตำบลบ้านไร่ เลขที่ 99 หมู่ 5 ต.บ้านไร่",
    "address of a shop": "ร้านสมมุติการค้า บ้านเลขที่ 12 หมู่ 1",
    "official car": "รถยนต์ส่วนกลาง ทะเบียน กข 1234",
    "accounting": "งานการเงินและบัญชี 68000000001",
    "accounts of a year": "บัญชีรายรับรายจ่าย 1,234,567.89 บาท",
    "founding day": "ก่อตั้งเมื่อ 5 มกราคม 2520",
    "digital": "4111 2222 3333 4440",
    "book number": "ที่ มท 0808.2/ว 1234567",
    "table of counts": "เดือน\tเรื่อง\tร้อยละ\nตุลาคม\t12\t34.56",
    "online": "ออนไลน์: www.banrai.go.th",
    "list of names": "บัญชีรายชื่อ 1234567890",
    "day of an accident": "วันเกิดเหตุ 1 มกราคม 2568",
    "fire": "เหตุเกิดวันที่ 1 มกราคม 2568 ไฟไหม้เกิดเมื่อ 2/1/2568",
    "ledger": "เลขบัญชีแยกประเภท 1101010101",
    "LINE of a group": "กลุ่มไลน์ 2568 ไลน์ banrai",
    "bank": "กรุงไทย สาขาปัว 0-5479-1234",
    "cars": "รถยนต์ 12 คัน ปี 2568 รถ กค 0405.2/ว 119",
    "codes of items": "O1 O10, O11 O12-O15 O20",
    "code of a part": "รหัสอะไหล่ IO8I-234-5678-OOl",
    "word of letters": "OIl lIO OOOO-OOOOO-OO",
    "shares": "ลดลง 30%35 และ 20%31 คน",
    "a link with codes": "https://www.example.go.th/%E0%B8%81%E0%B8%82%20%31.pdf",
    "a company": "นายกเทศมนตรีลงนามกับ HN Logistics 2568",
    "a plan": "นาง ก. เสนอ PLAN 2568 และ AN-1 ปี 2569",
    "law": "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 9",
    "an annex": "บัญชีแนบท้ายประกาศ 1234567890",
    "cells of digits": "1;2;3;4;5;6;7;8;9;0;1;2;1",
    "shares in a link": "https://www.example.go.th/?a=10%20&b=20%25%2D30",
    "fire of a house": "นายกเทศมนตรีรายงานว่าเหตุเกิด 5 ม.ค. 2568",
    "people at a place": "meet at gmail office 2568",
    "map": "47P 0712345 1234567",
    "water": "ปริมาตร 0812345678.50 ลบ.ม.",
    "land": "โฉนดเลขที่ 12345 เลขที่ดิน 678",
    "budget": "รหัสงบประมาณ 1500812345678901",
    "text of a program": "\\u0e01\\u0e02 \\u0031",
    "procurement": "ที่\tชื่อโครงการ\tที่อยู่\tวงเงิน\n1\tก่อสร้างถนน\t12 หมู่ 3\t500,000.00",
}
