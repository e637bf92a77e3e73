package io.shelfcast.dashboard;

import io.shelfcast.report.Markup;

/** Asks for the token. */
final class SignInPage {
  private SignInPage() {}

  static String html(String formValue, boolean wrong) {
    return Layout.page(
        "Sign in",
        Markup.element(
            "section",
            "narrow",
            Markup.element("h1", Markup.text("Sign in")),
            wrong
                ? Markup.element(
                    "p",
                    Markup.attributes("class", "note", "role", "alert"),
                    Markup.text("That is not the token."))
                : Markup.NOTHING,
            Markup.element(
                "form",
                Markup.attributes("method", "post", "action", "/sign-in", "class", "ask"),
                RollbackPage.hidden(Access.FORM_FIELD, formValue),
                Markup.element(
                    "label",
                    Markup.attributes("for", "token"),
                    Markup.text("Token that the dashboard was started with")),
                Markup.element(
                    "input",
                    Markup.attributes(
                        "id", "token",
                        "name", "token",
                        "type", "password",
                        "autocomplete", "current-password",
                        "required", "")),
                Markup.element(
                    "p",
                    "buttons",
                    Markup.element(
                        "button",
                        Markup.attributes("type", "submit", "class", "main"),
                        Markup.text("Sign in"))))));
  }
}
