/// Words that say nothing about what is looked for, in English and in some languages that questions come in.
enum StopWords {
    static let all = Set((english + german + french + spanish).split { $0 == " " || $0 == "\n" }.map(String.init))

    private static let english = """
        a about after again all also am an and any anything are aren as at be because been being but by can cannot
        could couldn describe did didn do does doesn doing don done each else ever every everything explain find for
        from get gets getting give go going got had has hasn have haven having he help her here hers hey hi him his how
        i if in into is isn it its just kindly know let like m make makes many may me might mine more most much must my
        myself need needs no not of ok on one or our ours please possible question questions quite rather really s say
        shall she should shouldn show so some somehow something still such t tell than thanks that the their theirs
        them then there these they thing things this those through time to too under us use uses using very want wants
        was wasn way ways we were weren what whats when where whether which while who whom whose why will wish with
        within without won would wouldn you your yours
        """
    private static let german = """
        aber als am an auch auf aus bei bin bist bitte da das dass dem den der des die du ein eine einem einen einer
        eines er erklär erkläre es für geht gibt habe haben hat hier ich ihm ihr im in ist ja kann kannst können kein
        keine man mache machen mein meine meinem meinen mich mir mit muss nach nicht noch nur oder sage sich sie sind
        und uns vom von vor wann war was wenn wer werden wie wieso will wird wo womit woran warum zeig zeige zu zum zur
        über
        """
    private static let french = """
        au aux avec ce ces comment dans de des du elle en est et il je la le les leur ma mes mon ne nous où par pas
        peut peux pour pourquoi quand que quel quelle quels qui quoi sa se ses son sur un une vous
        """
    private static let spanish = """
        al como cómo con cual cuál cuando de del donde dónde el ella en es está la las lo los mi mis para pero por
        porque puedo que qué quien se ser si sin su sus un una uno y
        """
}
