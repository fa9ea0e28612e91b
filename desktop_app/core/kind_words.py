"""The program's own kinds of findings and remarks in the reader's words: what each means and what
to do. A new kind needs its entry here; a test finds one that has none.

The codes of a programme are told by its pack (`reference_rules`); what a check of `checks` finds,
by the check itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind: what it means, and what to do."""

    means: str
    do: str


_SIDES = "看哪一边对,改另一边;都不对的,两边都改"
# Plan against summary, in a draft and in files that were read back.
COMPARED: Mapping[str, KindWords] = {
    "only_in_plan": KindWords("方案里有这个项目,汇总表里没有", "在汇总表中补上,或从方案中删去"),
    "only_in_summary": KindWords(
        "汇总表里有这个项目,方案里没有", "在方案的项目清单中补上,或从汇总表中删去"
    ),
    "differs_in_form": KindWords(
        "名称只差括号、空格、全角半角、看不见的字符", "选用哪一边的写法;通知要求完全一致,这也算不同"
    ),
    "near_match": KindWords(
        "两边很像是同一个项目,名称有不同的字", "是同一个的,改成一致;不是的,按「不是一对」"
    ),
    "duplicate": KindWords("同一个项目写了两次", "删去多的一行;确是两个的,名称写得能区分开"),
    "county_differs": KindWords("同一个项目,两边写的县区不同", _SIDES),
    "industry_differs": KindWords("同一个项目,两边写的行业不同", _SIDES),
    "investment_differs": KindWords("同一个项目,两边写的金额不同", _SIDES),
    "enterprise_differs": KindWords("同一个项目,两边写的企业不同", _SIDES),
    "count_stated": KindWords(
        "正文或合计行写的个数,与逐行数出来的不同",
        "把个数改成逐行数出来的;正文说的是别的事的,把话写明白",
    ),
    "total_stated": KindWords(
        "正文或合计行写的金额,与逐行相加的不同", "把金额改成逐行相加的;看一看单位是不是写错了"
    ),
    "share_stated": KindWords(
        "正文写的占比,与算出来的不同", "把占比改成算出来的;看一看分母是哪个数"
    ),
}
FIRMS: Mapping[str, KindWords] = {
    "code_two_names": KindWords("同一个信用代码写了两个企业名称", "对照营业执照,改成一个名称"),
    "name_two_codes": KindWords("同一个企业名称写了两个信用代码", "对照营业执照,改成一个代码"),
    "near_firm": KindWords("两行的企业名称很像,可能是同一家", "是同一家的改成一致;不是的不用改"),
    "listed": KindWords("企业在不予支持的名单里", "确是这家的,从汇总表中删去"),
    "near_listed": KindWords("企业名称与名单里的很像", "核实是不是这家;不是的,写情况说明"),
}
# What `verify` says of a bundle beside the comparison.
BUNDLE: Mapping[str, KindWords] = {
    "nothing_to_compare": KindWords(
        "成册以后文件改动过,又没有另一份可以比对", "连同草稿一起校验,或者重新成册"
    ),
    "paper_missing": KindWords("少了某一家的一份材料", "重新成册"),
    "paper_differs": KindWords("某一家的材料在成册以后改动过", "改在草稿里,再重新成册"),
    "paper_extra": KindWords("文件夹里多出不是成册时生成的文件", "移到别的文件夹,或者重新成册"),
}
SCANNED: Mapping[str, KindWords] = {
    "no_marks": KindWords("整份扫描件读不到识别码", "用 200 dpi 以上重新扫描;打印时不要关掉识别码"),
    "revision": KindWords("这一页是另一个数据版本的", "换上这一版的这一页,再扫描"),
    "foreign": KindWords("这一页不在这套材料里", "抽出来"),
    "unclear": KindWords("这一页读不到识别码,或者两页叠在一起", "看一眼是哪一页,重新扫描这一页"),
    "repeated": KindWords("同一页扫了两次", "抽出一页"),
    "order": KindWords("页序不对或者整个倒了", "照说的次序放好,再扫描"),
    "missing": KindWords("少了页或者整份没有扫到", "补扫缺的页"),
}
# What importing remarks of a file; `shenbao import --dry-run` gives the word in the first column.
IMPORTED: Mapping[str, KindWords] = {
    "already_imported": KindWords("同一个文件导入过", "不用再收;确要再收,按「仍然导入」"),
    "other_programme": KindWords("是另一个申报事项的收集表", "核对是不是发错了文件"),
    "old_form": KindWords("是旧的收集表,列与现在的不同", "逐列核对,或者发新的收集表"),
    "gone": KindWords("上次报的项目这次没有", "要撤下的选「从草稿中删去」,不然保留"),
    "both_changed": KindWords("同一格,草稿和文件都改过", "选用哪一边的;没选的保留草稿中的"),
    "no_rows": KindWords("有表头,没有项目", "打开文件看看是不是空表"),
    "several_sheets": KindWords("一个文件有几张项目表,都读入了", "只要一张的,在「工作表」里选"),
    "other_sheet": KindWords("另有一张像项目表的没有读入", "需要时另存为单独的文件再导入"),
    "table_beside": KindWords("旁边并排着另一个表,已分开读入", "看一看两个表的行"),
    "further_table": KindWords("下面是列或单位不同的另一个表,已按它的表头读入", "看一看各列"),
    "other_table": KindWords("下面是没有项目名称的另一个表,没有读入", "有项目的话,补上表头再导入"),
    "turned": KindWords("项目是横排的,已按列读入", "看一看各行"),
    "ignored_column": KindWords("这一列不在汇总表里,没有导入", "其实有用的,在列的上方改选"),
    "duplicate_column": KindWords("两列说的是一件事,只读了一列", "看读的是不是对的那一列"),
    "similar_heading": KindWords("列名不完全一样,按相近的列读入", "看一看认得对不对"),
    "traditional_heading": KindWords("列名是繁体字,按相同的简体列名读入", "看一看认得对不对"),
    "other_unit": KindWords("列名里的单位与本表不同,没有换算", "自己换算成本表的单位"),
    "unit_missing": KindWords("这张表没有写金额单位,另一张写了", "核对金额是元还是万元"),
    "total_differs": KindWords("合计行的金额不等于各行相加", "向报送单位核实,少了行还是加错"),
    "count_differs": KindWords("写的项目个数不等于行数", "向报送单位核实,是不是少了行"),
    "damaged": KindWords("长数字在表格里丢了末几位", "对照原件重填"),
    "ambiguous_month": KindWords("可能是1月也可能是10月", "向报送单位核实"),
    "serial_date": KindWords("日期是没有格式的数字,按表格的日期序号读入", "看一看日期对不对"),
    "shown_otherwise": KindWords("显示的数与存的数不同,读的是存的数", "看一看数对不对"),
    "lost": KindWords("公式没有结果,读不到数", "用 WPS 打开保存一次,再导入"),
    "struck": KindWords("有删除线的行也读入了", "作废的,在表里删去这一行"),
    "hidden": KindWords("有隐藏的工作表或文字", "打开文件看看,要的取消隐藏再导入"),
    "hidden_rows": KindWords("隐藏的行也读入了", "不要的,在表里删去"),
    "hidden_columns": KindWords("隐藏的列也读入了", "看一看内容是不是还有用"),
    "merged_row": KindWords("几行的项目名称合并成一格,按一个项目读入", "不止一个项目的,拆开再导入"),
    "merged_amount": KindWords("几行的金额合并成一格,只计入第一行", "按项目拆开"),
    "merged_across": KindWords("几列合并成一格,只读入第一格", "按列拆开"),
    "example_row": KindWords("填写示例没有读入", "不用处理"),
    "left_out": KindWords("不像项目的行没有读入", "其实是项目的,在预览里打勾"),
    "repeated_rows": KindWords("别的工作表里已有的行没有重复读入", "确是另外的项目的,在预览里打勾"),
    "repeated_differs": KindWords("重复的行有几格不同,读的是先出现的", "看哪一行对"),
    "unknown_chapter": KindWords("这一章与要求的各章对不上,没有导入", "选放到哪一章"),
    "shared_heading": KindWords("一个标题说了两章的事,全放在一章", "把有关文字移到另一章"),
    "unknown_table": KindWords("不是要求的表格,没有读入", "有用的,照着填到附表里"),
    "past_projects": KindWords("表里是已实施的项目,没有计入清单", "是本次申报的,改表名再导入"),
    "odd_project": KindWords("名称有些怪,仍按项目读入", "看一看是不是项目"),
    "mentioned": KindWords("文字里提到的名称不在清单里", "是申报项目的,补入清单"),
    "repeated_list": KindWords("后面的清单与前面的重复,只计一次", "看一看多出来的名称"),
    "tracked_changes": KindWords("有修订,按全部接受读入", "不接受的,在 Word 里拒绝后再导入"),
    "comments": KindWords("有批注,批注没有读入", "打开文件看批注"),
    "macros": KindWords("文件带有宏,没有运行", "看一看读入的内容全不全"),
    "pictures": KindWords("图片里的文字没有读入", "照着图片填写"),
    "graphics": KindWords("图表、图形里的文字没有读入", "照着图表填写"),
    "embedded": KindWords("嵌入的文件没有读入", "打开它另存,再导入"),
    "footnotes": KindWords("脚注、尾注没有读入", "要的抄进正文"),
    "tables_aside": KindWords("脚注或页眉里的表没有读入", "要的移到正文,再导入"),
    "signs": KindWords("字体符号没有对应的文字,没有读入", "打开文件看是什么字"),
}
# What taking back a paper that somebody edited lists.
RETURNED: Mapping[str, KindWords] = {
    "paragraph_changed": KindWords("一段改过", "同意的勾选收进草稿"),
    "paragraph_added": KindWords("添了一段", "同意的勾选收进草稿"),
    "paragraph_removed": KindWords("删了一段", "同意删的勾选"),
    "paragraph_moved": KindWords("一段换了位置", "同意的勾选"),
    "name": KindWords("改了项目名称", "收进来以后,方案和汇总表一起改"),
    "cell": KindWords("改了表里的一格", "同意的勾选收进草稿"),
    "row_added": KindWords("表里添了一行", "看一看是不是新项目"),
    "row_removed": KindWords("表里删了一行", "同意删的勾选"),
    "field": KindWords("改了一个填报项", "同意的勾选收进草稿"),
}
# The title of each group, in the order of the page.
GROUPS: Mapping[str, Mapping[str, KindWords]] = {
    "方案与汇总表比对": COMPARED,
    "企业和名单": FIRMS,
    "成册材料校验": BUNDLE,
    "盖章扫描件": SCANNED,
    "导入时的提示": IMPORTED,
    "取回改过的文件": RETURNED,
}
