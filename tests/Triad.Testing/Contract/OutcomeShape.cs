using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Testing.Contract;

/// <summary>An outcome as one text in which nothing is left of when it was, what was drawn for it, and which values the request had.</summary>
internal static class OutcomeShape
{
    // The longest value that an error shows.
    private const int MaxShown = 128;

    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "triad.v1.Video.create_time",
        "triad.v1.Video.update_time",
        "triad.v1.Video.state",
        "triad.v1.Video.failure",
        "triad.v1.Video.progress_percent",
        "triad.v1.Video.activity",
        "triad.v1.VideoEvent.time",
        "triad.v1.SearchResponse.timings",
        "triad.v1.CreateApiKeyResponse.key",
        "triad.v1.ApiKey.id",
        "triad.v1.ApiKey.create_time",
        "triad.v1.GrantInvitation.token",
        "triad.v1.GrantInvitation.expire_time",
        "triad.v1.CreateWebhookResponse.secret",
        "triad.v1.Webhook.id",
        "triad.v1.Webhook.create_time",
    };

    // What is left of a quota, and when to come back, change from call to call of one and the same.
    private static readonly string[] PassingHeaders = ["ratelimit", "ratelimit-policy", "retry-after"];

    /// <summary>The shape of an outcome.</summary>
    /// <param name="outcome">What came back.</param>
    /// <param name="values">What the request said, to be told apart from nothing.</param>
    public static string Of(CallOutcome outcome, params IEnumerable<string> values)
    {
        var said = outcome.Values.Where(line => !PassingHeaders.Contains(line.Split(':')[0], StringComparer.Ordinal));
        var text = (outcome with { Responses = [.. outcome.Responses.Select(WithoutPassing)] }).ToString() + string.Join('\n', said);
        foreach (var value in values)
        {
            text = text.Replace(value, "VALUE", StringComparison.Ordinal);
            if (value.Length > MaxShown)
                text = text.Replace(value[..MaxShown], "VALUE", StringComparison.Ordinal);
        }

        return text;
    }

    private static IMessage WithoutPassing(IMessage message)
    {
        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
        Clear(copy);
        return copy;
    }

    private static void Clear(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (Passing.Contains(field.FullName))
                field.Accessor.Clear(message);
            else if (field is { FieldType: FieldType.Message, IsMap: false })
                ClearIn(field.Accessor.GetValue(message));
        }
    }

    private static void ClearIn(object? value)
    {
        foreach (var inner in value as IEnumerable ?? new[] { value })
        {
            if (inner is IMessage message)
                Clear(message);
        }
    }
}
