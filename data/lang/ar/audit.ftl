### reviewed = false
# The auditor's view, and what a member has read today.

audit-title = ما حدث
audit-about = كل ما جرى هنا، الأحدث أولا. النظر هنا لا يفتح أي حالة.
audit-from = من (يوم)
audit-to = إلى (يوم)
audit-kind = ماذا
audit-member = من
audit-subject = حالة أو بلاغ أو عضو (المعرّف)
audit-any = الكل
audit-look = بحث
audit-older = الأقدم
audit-file = كملف
audit-check = فحص كل شيء
audit-checked = { $count ->
    [zero] لم تُفحص أي حلقة من السلسلة.
    [one] فُحصت حلقة واحدة من السلسلة.
    [two] فُحصت حلقتان من السلسلة.
    [few] فُحصت { $count } حلقات من السلسلة.
    [many] فُحصت { $count } حلقة من السلسلة.
   *[other] فُحصت { $count } حلقة من السلسلة.
}
audit-sound = لم يُغيَّر شيء ولم يُحذف ولم يُضف.
audit-looked = { $count ->
    [zero] لم يُنظر في أي سطر.
    [one] نُظر في سطر واحد.
    [two] نُظر في سطرين.
    [few] نُظر في { $count } أسطر.
    [many] نُظر في { $count } سطرا.
   *[other] نُظر في { $count } سطر.
}
audit-none = لا شيء يطابق.
audit-col-when = متى (UTC)
audit-col-what = ماذا
audit-col-who = من
audit-col-subject = على ماذا
audit-nobody = لا عضو
audit-unsound = مُغيَّر
audit-error-day = اكتب اليوم هكذا: سنة-شهر-يوم، 2026-11-30.
audit-error-subject = هذا المعرّف غير كامل. انسخه من السطر.
today-title = اليوم
today-about = ما قرأته اليوم. أنت وحدك ترى هذا. ولا يُقارن بأحد.
today-opened = { $count ->
    [zero] لم تُفتح أي حالة
    [one] فُتحت حالة واحدة
    [two] فُتحت حالتان
    [few] فُتحت { $count } حالات
    [many] فُتحت { $count } حالة
   *[other] فُتحت { $count } حالة
}
today-danger = { $count ->
    [zero] ليس فيها خطر
    [one] في واحدة منها خطر
    [two] في اثنتين منها خطر
    [few] في { $count } منها خطر
    [many] في { $count } منها خطر
   *[other] في { $count } منها خطر
}
today-time = الوقت مع الحالات: { $time }
today-rest = استراحة الآن مفيدة. عشر دقائق تساعد. أعد إلى القائمة ما لا يمكنك متابعته خلالها.
today-enough = خمس ساعات مع الحالات تكفي ليوم واحد. سلّم ما بقي مفتوحا.
today-help = بعد الحالات الصعبة، تحدّث مع زميل أو مع الشخص المخصص لذلك. هذا جزء من العمل.
