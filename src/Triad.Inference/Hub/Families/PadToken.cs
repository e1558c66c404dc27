namespace Triad.Inference.Hub.Families;

/// <summary>The id that fills up a text: tokenizer_config.json names the token, tokenizer.json has its id.</summary>
internal static class PadToken
{
    /// <summary>The id.</summary>
    /// <exception cref="HubFormatException">No token is named, or it has no id.</exception>
    public static int Of(HubFolder folder)
    {
        var named = folder.Json("tokenizer_config.json")["pad_token"];
        var text = named.Element.ValueKind == System.Text.Json.JsonValueKind.Object ? named["content"].Text() : named.Text();
        foreach (var token in folder.Json("tokenizer.json")["added_tokens"].Items)
            if (token["content"].Text() == text)
                return token["id"].Whole();
        throw named.Because($"is '{text}', which tokenizer.json does not have among added_tokens");
    }
}
