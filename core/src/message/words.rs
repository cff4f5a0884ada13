//! Words for the figures that are names of the code: roles, statuses, kinds of markets, outcomes, commands.
//!
//! One row a value, under the name of its figure, in its serde form. A value with parts of its own, such as an exclusion
//! with its end, has a template, whose placeholders are those parts. In French a status agrees with what it is said of:
//! an account, a market and a basket (*le compte, le marché, le panier*), or a fixture (*la rencontre*). A value that has no row, such as a
//! name, an id or an amount, is said as it is. Not here: whole messages (`templates`).

use super::Word;

macro_rules! words {
    ($($figure:ident {$($value:literal: $english:literal, $french:literal;)*})*) => {
        pub(super) static WORDS: &[Word] = &[$($(
            Word { figure: stringify!($figure), value: $value, english: $english, french: $french },
        )*)*];
    };
}

words! {
    // Roles.
    role {
        "bettor": "bettor", "parieur";
        "bookmaker": "bookmaker", "bookmaker";
        "support": "support", "assistance";
        "admin": "admin", "administrateur";
    }
    // Statuses of users (of their accounts, in French), of markets, of fixtures, and of baskets.
    status {
        "active": "active", "actif";
        "cooling_off": "cooling_off until {until}", "en pause jusqu’au {until}";
        "self_excluded": "self_excluded until {until}", "en auto-exclusion jusqu’au {until}";
        "on_register": "on_register", "inscrit au fichier des interdits de jeu";
        "suspended": "suspended", "suspendu";
        "blocked": "blocked", "bloqué";
        "closed": "closed", "fermé";
        "settled": "settled", "réglé";
        "void": "void", "annulé";
        "scheduled": "scheduled", "programmée";
        "in_play": "in play", "en cours";
        "finished": "finished", "terminée";
        "abandoned": "abandoned", "interrompue";
        "postponed": "postponed", "reportée";
        "cancelled": "cancelled", "annulée";
        "open": "open", "ouvert";
        "checked_out": "checked out", "validé";
        "dropped": "dropped", "abandonné";
        "expired": "expired", "expiré";
    }
    // Kinds of markets.
    kind {
        "match_result": "match result", "résultat du match";
        "double_chance": "double chance", "double chance";
        "draw_no_bet": "draw no bet", "remboursé si match nul";
        "total_goals": "total goals {line}", "nombre de buts {line}";
        "asian_handicap": "Asian handicap {line}", "handicap asiatique {line}";
        "both_teams_to_score": "both teams to score", "les deux équipes marquent";
        "correct_score": "correct score", "score exact";
        "custom": "{name}", "{name}";
        "in_period": "{kind}, {period}", "{kind}, {period}";
        "team_total": "team total {side} {line}", "nombre de buts {side} {line}";
        "odd_even": "odd or even", "pair ou impair";
        "winning_margin": "winning margin up to {top}", "écart de victoire jusqu’à {top}";
        "half_time_full_time": "half time and full time", "mi-temps et fin de match";
        "result_and_total": "result and total {line}", "résultat et nombre de buts {line}";
        "european_handicap": "European handicap {line}", "handicap européen {line}";
        "match_betting": "match betting", "vainqueur du match";
        "set_betting": "set betting, best of {best_of}", "score en sets, au meilleur des {best_of}";
        "race_winner": "race winner", "vainqueur de la course";
        "placed": "placed in the first {places}", "placé dans les {places} premiers";
    }
    // Outcomes.
    outcome {
        "home": "home", "domicile";
        "draw": "draw", "nul";
        "away": "away", "extérieur";
        "home_or_draw": "home or draw", "domicile ou nul";
        "home_or_away": "home or away", "domicile ou extérieur";
        "draw_or_away": "draw or away", "nul ou extérieur";
        "over": "over", "plus de";
        "under": "under", "moins de";
        "yes": "yes", "oui";
        "no": "no", "non";
        "exact": "{home}-{away}", "{home}-{away}";
        "any_other": "any other score", "tout autre score";
        "named": "{named}", "{named}";
        "odd": "odd", "impair";
        "even": "even", "pair";
        "home_by": "home by {goals}", "domicile de {goals}";
        "home_by_or_more": "home by {goals} or more", "domicile de {goals} ou plus";
        "away_by": "away by {goals}", "extérieur de {goals}";
        "away_by_or_more": "away by {goals} or more", "extérieur de {goals} ou plus";
        "score_draw": "score draw", "nul avec buts";
        "no_goals": "no goals", "aucun but";
        "half_time_full_time": "{at_half_time} at half time, {at_full_time} at full time", "{at_half_time} à la mi-temps, {at_full_time} à la fin";
        "result_and_total": "{result} and {total}", "{result} et {total}";
        "runner": "runner {runner}", "partant {runner}";
    }
    // Types of bets.
    bet_type {
        "single": "single", "simple";
        "accumulator": "accumulator", "combiné";
        "trixie": "trixie", "trixie";
        "patent": "patent", "patent";
        "yankee": "yankee", "yankee";
        "lucky_15": "lucky 15", "lucky 15";
        "yap": "yap", "yap";
        "canadian": "canadian", "canadian";
        "lucky_31": "lucky 31", "lucky 31";
        "heinz": "heinz", "heinz";
        "lucky_63": "lucky 63", "lucky 63";
        "super_heinz": "super heinz", "super heinz";
        "lucky_127": "lucky 127", "lucky 127";
        "goliath": "goliath", "goliath";
        "lucky_255": "lucky 255", "lucky 255";
        "system": "system {folds}", "système {folds}";
        "single_stakes_about": "single stakes about", "single stakes about";
        "double_stakes_about": "double stakes about", "double stakes about";
        "round_robin": "round robin", "round robin";
        "rounder": "rounder", "rounder";
        "roundabout": "roundabout", "roundabout";
        "union_jack": "union jack", "union jack";
    }
    // What kinds and outcomes are made of.
    period {
        "first_half": "first half", "première mi-temps";
        "second_half": "second half", "seconde mi-temps";
    }
    side {
        "home": "home", "domicile";
        "away": "away", "extérieur";
    }
    at_half_time {
        "home": "home", "domicile";
        "draw": "draw", "nul";
        "away": "away", "extérieur";
    }
    at_full_time {
        "home": "home", "domicile";
        "draw": "draw", "nul";
        "away": "away", "extérieur";
    }
    result {
        "home": "home", "domicile";
        "draw": "draw", "nul";
        "away": "away", "extérieur";
    }
    total {
        "over": "over", "plus de";
        "under": "under", "moins de";
    }
    // What is wrong with a market's selections.
    detail {
        "not_of_this_kind": "a market on {kind} has no outcome \"{outcome}\"", "un marché « {kind} » n’a pas d’issue « {outcome} »";
        "repeated": "the outcome \"{outcome}\" is there twice", "l’issue « {outcome} » est donnée deux fois";
        "missing": "the outcome \"{outcome}\" is missing", "l’issue « {outcome} » manque";
        "nothing_listed": "the market lists no outcome", "le marché ne propose aucune issue";
    }
    // Fields of a person; the rules of the house keep their names, by which a host sets them.
    field {
        "name": "name", "nom";
        "phone": "phone", "téléphone";
        "password_hash": "password_hash", "empreinte du mot de passe";
    }
    // Commands, in the order of their list.
    command {
        "create first admin": "create first admin", "créer le premier administrateur";
        "register": "register", "s’inscrire";
        "change role": "change role", "changer un rôle";
        "change status": "change status", "changer le statut d’un compte";
        "edit profile": "edit profile", "modifier un profil";
        "erase person": "erase person", "effacer des données personnelles";
        "exclude self": "exclude self", "s’exclure du jeu";
        "request reopening": "request reopening", "demander la réouverture d’un compte";
        "adopt house rules": "adopt house rules", "adopter un règlement";
        "create competition": "create competition", "créer une compétition";
        "rename competition": "rename competition", "renommer une compétition";
        "retire competition": "retire competition", "retirer une compétition";
        "delete competition": "delete competition", "supprimer une compétition";
        "create participant": "create participant", "créer un participant";
        "rename participant": "rename participant", "renommer un participant";
        "retire participant": "retire participant", "retirer un participant";
        "delete participant": "delete participant", "supprimer un participant";
        "schedule fixture": "schedule fixture", "programmer une rencontre";
        "reschedule fixture": "reschedule fixture", "reprogrammer une rencontre";
        "delete fixture": "delete fixture", "supprimer une rencontre";
        "open market": "open market", "ouvrir un marché";
        "change prices": "change prices", "modifier des cotes";
        "suspend market": "suspend market", "suspendre un marché";
        "resume market": "resume market", "rouvrir un marché";
        "close market": "close market", "fermer un marché";
        "record score": "record score", "enregistrer un score";
        "record outcomes": "record outcomes", "enregistrer des résultats";
        "correct score": "correct score", "corriger un score";
        "correct result": "correct result", "corriger un résultat";
        "void market": "void market", "annuler un marché";
        "void fixture": "void fixture", "annuler tous les marchés d’une rencontre";
        "abandon fixture": "abandon fixture", "déclarer une rencontre interrompue";
        "postpone fixture": "postpone fixture", "reporter une rencontre";
        "cancel fixture": "cancel fixture", "annuler une rencontre";
        "void bet": "void bet", "annuler un pari d’office";
        "settle page": "settle page", "régler une page de paris";
        "run due": "run due", "exécuter les échéances";
        "confirm deposit": "confirm deposit", "confirmer un dépôt";
        "request withdrawal": "request withdrawal", "demander un retrait";
        "answer withdrawal": "answer withdrawal", "répondre à une demande de retrait";
        "adjust wallet": "adjust wallet", "ajuster un portefeuille";
        "write off debt": "write off debt", "effacer une dette";
        "place bet": "place bet", "placer un pari";
        "cancel bet": "cancel bet", "annuler un pari";
        "create basket": "create basket", "créer un panier";
        "add to basket": "add to basket", "ajouter au panier";
        "remove from basket": "remove from basket", "retirer du panier";
        "restake slip": "restake slip", "modifier la mise d’un coupon";
        "drop basket": "drop basket", "abandonner un panier";
        "check out basket": "check out basket", "valider un panier";
        "record positions": "record positions", "enregistrer un ordre d’arrivée";
        "correct positions": "correct positions", "corriger un ordre d’arrivée";
        "withdraw runner": "withdraw runner", "déclarer un partant forfait";
        "reinstate runner": "reinstate runner", "annuler un forfait";
    }
    // Methods of taking a margin out.
    method {
        "multiplicative": "multiplicative", "multiplicative";
        "additive": "additive", "additive";
        "differential_margin_weighting": "differential margin weighting", "de marge pondérée par la cote";
        "power": "power", "des puissances";
        "shin": "shin", "de Shin";
        "odds_ratio": "odds ratio", "du rapport de cotes";
        "logarithmic": "logarithmic", "logarithmique";
        "goto": "goto", "goto";
        "goto_or_multiplicative": "goto or multiplicative", "goto ou multiplicative";
    }
    // Faults of the journal.
    fault {
        "unknown_format": "journal record {number} has the unknown format {format}", "l’enregistrement {number} du journal a le format inconnu {format}";
        "unreadable": "journal record {number} can't be read", "l’enregistrement {number} du journal est illisible";
        "seal_broken": "the journal was changed: the seal over records {first} to {last} does not fit", "le journal a été modifié : le sceau des enregistrements {first} à {last} ne correspond pas";
        "wrong_length": "the journal has {found} records, and {sealed} were sealed", "le journal a {found} enregistrements, et {sealed} ont été scellés";
    }
}
