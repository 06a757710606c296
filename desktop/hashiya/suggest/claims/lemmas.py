"""The verbs that report, with what they govern and the act they make a claim of.

One row a verb: perfect, imperfect, participle, masdar (each third person masculine singular, `-` where it does not
report), then after the first colon what it governs, then after the second the act, where it is sure.

`n` أن، إن، بأن and what follows; `q` speech after a colon, a comma or a quotation mark; `o` an object; `h` an object,
but only one that begins with a noun of saying or doing (ضرورة، رفض، استعداد); `b` an object and then ب (وصف، اتهم);
`m` an object with مسؤولية; a preposition as it is written, ب and ل joined to their word; `e` the preposition only with
أن after it. `p` the verb may carry a pronoun (أبلغه). `d` a document may be its subject; `v` a passive, which names
nobody; `r` passes on what another said, `s` learned it from him; `f` only with في after it (جاء في بيان); `w` the form
alone is more often another word (طالب، ثمن، وجه): it needs a subject that is known.
"""

from __future__ import annotations

from typing import Final

VERBS: Final = """
قال يقول قائل قول : n q :
أكد يؤكد مؤكد تأكيد : n q على o : assert
أضاف يضيف مضيف - : n q :
أوضح يوضح موضح إيضاح : n q h : assert
صرح يصرح مصرح تصريح : n q ب :
أعلن يعلن معلن إعلان : n q عن o : announce
أشار يشير مشير إشارة : n q إلى : assert
لفت يلفت لافت - : n q إلى : assert
ألمح يلمح ملمح تلميح : n إلى :
لمح يلمح - تلميح : n إلى :
ذكر يذكر ذاكر ذكر : n q :
ذكّر يذكّر مذكّر تذكير : n ب p w :
أفاد يفيد مفيد إفادة : n q ب عن : assert
بين يبين مبين - : n q w : assert
شدد يشدد مشدد تشديد : n q على :
نوه ينوه منوه تنويه : n q ب إلى على :
اعتبر يعتبر معتبر اعتبار : n q o : evaluate
عد - عاد - : n o w : evaluate
رأى يرى - - : n q : evaluate
زعم يزعم زاعم زعم : n q h : assert
ادعى يدعي مدع ادعاء : n q h : assert
نفى ينفي ناف نفي : n q o : deny
أنكر ينكر منكر إنكار : n o : deny
فند يفند مفند تفنيد : o : deny
كذب يكذب مكذب تكذيب : n o : deny
دحض يدحض داحض - : o : deny
كشف يكشف كاشف كشف : n q عن h : announce
اكتشف - - - : n : assert
أفصح يفصح مفصح إفصاح : n عن : announce
أعرب يعرب معرب إعراب : n عن : evaluate
عبر يعبر معبر تعبير : عن w : evaluate
أبدى يبدي مبد إبداء : h عن : evaluate
حذر يحذر محذر تحذير : n q من :
أنذر ينذر منذر - : n ب :
نبه ينبه منبه تنبيه : n q إلى من على :
دعا يدعو داع دعوة : n q إلى ل p : demand
ناشد يناشد مناشد مناشدة : n o ب p : demand
طالب يطالب مطالب مطالبة : n q h ب p w : demand
حث يحث حاث حث : n على p : demand
حض يحض حاض حض : n على p : demand
طلب يطلب طالب طلب : n h w : demand
اقترح يقترح مقترح اقتراح : n q o : demand
أوصى يوصي موص توصية : n ب : demand
نصح ينصح ناصح نصح : n ب p : demand
اشترط يشترط مشترط - : n o : demand
أمر يأمر آمر - : ب w : demand
وجه يوجه موجه - : ب w : demand
تعهد يتعهد متعهد تعهد : n q ب : commit
وعد يعد واعد وعد : n ب w : commit
التزم يلتزم ملتزم - : n :
هدد يهدد مهدد تهديد : n q ب :
توعد يتوعد متوعد توعد : n q ب :
لوح يلوح ملوح تلويح : ب w :
أقسم يقسم مقسم - : n :
أقر يقر مقر إقرار : n q ب :
اعترف يعترف معترف اعتراف : n q ب :
سلم - - - : ب w :
توقع يتوقع متوقع توقع : n q o : predict
رجح يرجح مرجح ترجيح : n q o : predict
تنبأ يتنبأ متنبئ تنبؤ : n ب : predict
تكهن يتكهن متكهن تكهن : n ب : predict
استبعد يستبعد مستبعد استبعاد : n q o : deny
اتهم يتهم متهم اتهام : b n p : assert
وصف يصف واصف - : b p : evaluate
شبه يشبه مشبه - : b w : evaluate
انتقد ينتقد منتقد انتقاد : o : evaluate
أشاد يشيد مشيد إشادة : ب : evaluate
أثنى يثني مثن ثناء : على : evaluate
رحب يرحب مرحب ترحيب : ب n : evaluate
ندد يندد مندد تنديد : ب : evaluate
أدان يدين مدين إدانة : o : evaluate
دان يدين - - : o w : evaluate
استنكر يستنكر مستنكر استنكار : o : evaluate
رفض يرفض رافض - : n o w : deny
دفع يدفع - - : ب w :
توجه يتوجه متوجه - : ب w : evaluate
تضمن - - - : n w d :
شجب يشجب شاجب شجب : o : evaluate
استهجن يستهجن مستهجن استهجان : o n : evaluate
استغرب يستغرب مستغرب استغراب : o n من : evaluate
ثمن يثمن مثمن تثمين : o w : evaluate
امتدح يمتدح ممتدح - : o : evaluate
حمل يحمل محمل تحميل : m w : assert
شكك يشكك مشكك تشكيك : في n : deny
شك يشك شاك - : في n w : deny
تمنى يتمنى متمن - : n q o : demand
أمل يأمل آمل - : n q o في w : demand
رجا يرجو راج - : n q w : demand
أسف يأسف آسف - : n ل w : evaluate
تابع يتابع متابع - : q n :
واصل يواصل - - : q n :
استطرد يستطرد مستطرد - : q n :
استرسل يسترسل مسترسل - : q n :
استدرك يستدرك مستدرك - : q n :
أردف يردف مردف - : q n :
أكمل يكمل مكمل - : q n w :
أتم - - - : q w :
زاد يزيد - - : q n w :
مضى يمضي - - : q w :
ختم يختم خاتم - : q w :
اختتم يختتم مختتم - : q w :
خلص يخلص - - : n :
انتهى ينتهي - - : e إلى w :
ذهب يذهب ذاهب - : n e إلى : evaluate
نص ينص - - : n على d :
استنتج يستنتج مستنتج - : n : evaluate
رد يرد راد رد : q n w :
علق يعلق معلق تعليق : q n w :
علم - - - : s n w :
عقب يعقب معقب تعقيب : q n w :
أجاب يجيب مجيب إجابة : q n ب :
تساءل يتساءل متسائل تساؤل : q عن n : question
سأل يسأل سائل - : q عن p : question
استفسر يستفسر مستفسر - : q عن : question
كتب يكتب كاتب - : q n w :
غرد يغرد مغرد - : q n :
دون يدون - - : q w :
نشر ينشر - - : q w :
تحدث يتحدث متحدث - : n q عن :
حكى يحكي - - : q n عن :
روى يروي راو - : q n w :
أبلغ يبلغ مبلغ إبلاغ : n q ب عن p :
أخبر يخبر مخبر إخبار : n q ب p :
أعلم يعلم - إعلام : n p w :
طمأن يطمئن مطمئن طمأنة : n إلى ب p :
أقنع - - - : n :
جدد يجدد مجدد - : h n على :
كرر يكرر مكرر تكرار : n q h :
أعاد يعيد معيد - : n على w :
شرح يشرح شارح - : n q :
فسر يفسر - - : n q :
برر يبرر مبرر - : n b w :
أثبت يثبت مثبت - : n : assert
أظهر يظهر مظهر - : n h : assert
وجد - - - : n w : assert
لاحظ يلاحظ ملاحظ ملاحظة : n q : assert
أبرز يبرز مبرز - : n q w :
أورد يورد مورد - : n q :
ظن يظن - - : n : evaluate
اعتقد يعتقد معتقد اعتقاد : n q : evaluate
قدر يقدر مقدر - : n b w :
احتج يحتج محتج احتجاج : n ب :
اشتكى يشتكي مشتك - : n من q :
شكا يشكو شاك - : n من q :
جزم يجزم جازم جزم : n q ب : assert
أصر يصر - إصرار : n على q :
هتف يهتف هاتف هتاف : q n w :
صرخ يصرخ صارخ - : q :
همس يهمس - - : q :
شهد - - - : n w :
أفتى يفتي مفت - : n ب :
أجمع يجمع مجمع إجماع : n على :
اتفق يتفق متفق - : n e على :
استشهد - - - : n w :
اعتذر يعتذر معتذر اعتذار : عن ل : evaluate
تبرأ يتبرأ متبرئ - : من : deny
تحفظ يتحفظ متحفظ - : على : evaluate
تأسف يتأسف متأسف - : n على عن : evaluate
هاجم - مهاجم - : o w : evaluate
سخر يسخر ساخر سخرية : من : evaluate
عزا يعزو عاز - : o w : assert
أرجع يرجع مرجع - : o w : assert
قضى يقضي - - : n w :
قيل يقال - - : n q v :
أفيد يفاد - - : n v :
تردد يتردد - - : n v :
أشيع يشاع - - : n v :
نقل ينقل ناقل - : r n q :
أبان يبين - - : n :
ارتأى يرتئي مرتئ - : n : evaluate
لخص يلخص ملخص - : q w :
علل يعلل معلل تعليل : n b w :
سوغ يسوغ مسوغ - : n b w :
تعجب يتعجب متعجب - : من n q :
استاء يستاء مستاء - : من :
ردد يردد مردد - : n q :
روج يروج مروج - : n ل w :
بشر يبشر مبشر - : ب n w :
دافع يدافع مدافع - : عن w : evaluate
تذرع يتذرع متذرع - : ب n :
تحجج يتحجج متحجج - : ب n :
تباهى يتباهى متباه - : ب n :
تفاخر يتفاخر متفاخر - : ب n :
جادل يجادل مجادل - : n q :
حاجج يحاجج محاجج - : n :
طعن يطعن طاعن - : في w : deny
قلل يقلل مقلل - : من w : deny
هون يهون مهون - : من : deny
استخلص يستخلص مستخلص - : n :
خمن يخمن مخمن - : n : predict
أهاب يهيب مهيب - : ب h : demand
التمس يلتمس ملتمس - : n o w : demand
استدل يستدل مستدل - : n ب :
أوعز يوعز موعز - : ب إلى : demand
عاتب يعاتب معاتب - : n : evaluate
سجل - مسجل - : n w :
آمن يؤمن مؤمن - : n w : evaluate
وثق يثق واثق - : n w : evaluate
ندم يندم نادم - : n :
اعتز يعتز معتز - : ب w : evaluate
فخر يفخر فاخر - : ب w : evaluate
تنصل يتنصل متنصل - : من : deny
أيد يؤيد مؤيد تأييد : o w : evaluate
عارض يعارض معارض معارضة : o w : evaluate
اعترض يعترض معترض اعتراض : على : evaluate
حيا يحيي محي - : o w : evaluate
هنأ يهنئ مهنئ تهنئة : ب w : evaluate
شكر يشكر شاكر - : o w : evaluate
جاء - - - : n q w f :
ورد يرد - - : n q w f :
أخفى يخفي - - : h : evaluate
تخوف يتخوف متخوف تخوف : n من : evaluate
غمز يغمز غامز - : من : evaluate
توجس يتوجس متوجس - : من : evaluate
خشي يخشى - - : n من : evaluate
عاب يعيب عائب - : n w : evaluate
جاهر يجاهر مجاهر - : ب n w :
تمسك يتمسك متمسك - : n ب w :
راهن يراهن مراهن - : n على w : predict
تهكم يتهكم متهكم - : على من : evaluate
استخف يستخف مستخف - : ب : evaluate
نعى ينعى - - : o w : announce
تحدى يتحدى متحد - : n w :
أيقن يوقن موقن - : n :
أدرك يدرك مدرك - : n : evaluate
تعلل يتعلل متعلل - : ب n :
ارتاب يرتاب مرتاب - : في : deny
عول يعول معول - : على w :
تطلع يتطلع متطلع - : إلى w : demand
"""
"""What `inflection` makes the forms of."""

DOUBLED: Final = frozenset(["حث", "حض", "رد", "شك", "ظن", "عد", "أصر", "أقر", "احتج"])
"""Verbs whose last letter is double: it is written twice before a consonant (حثثت)."""
