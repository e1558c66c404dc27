using System.Globalization;
using Triad.Core.Rows;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Webhooks;

/// <summary>A delivery as it is stored: a row of its own.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="Event">What is told.</param>
/// <param name="State">How it is with it.</param>
/// <param name="Attempts">How often it was tried since it was last begun with.</param>
/// <param name="LastStatus">What was answered last; 0 for nothing.</param>
/// <param name="LastProblem">Why the last attempt failed; empty where it did not.</param>
/// <param name="LastAt">When it was tried last; null for never.</param>
/// <param name="NextAt">When it is tried next, while it waits.</param>
internal sealed record Delivery(
    string WebhookId,
    WebhookEvent Event,
    WebhookDeliveryState State,
    int Attempts,
    int LastStatus,
    string LastProblem,
    DateTimeOffset? LastAt,
    DateTimeOffset NextAt)
{
    private const string Prefix = "delivery/";
    private const string Form = "1";
    private const string None = "-";

    public DeliveryKey Key => new(WebhookId, Event.Id);

    public WebhookPlace Place => new(Event.At, Event.Id);

    /// <summary>True for a row of a delivery.</summary>
    public static bool IsDelivery(Row row) => row.Key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A delivery that is to be tried at once.</summary>
    public static Delivery New(string webhookId, WebhookEvent happened, DateTimeOffset now) =>
        new(webhookId, happened with { At = Whole(happened.At) }, WebhookDeliveryState.Pending, 0, 0, string.Empty, null, Whole(now));

    /// <summary>The key of the row of a delivery.</summary>
    public static string KeyOf(DeliveryKey key) => $"{Prefix}{key.WebhookId}/{key.EventId:d}";

    /// <summary>The row. Its form is stored for ever.</summary>
    public Row ToRow() => new(KeyOf(Key), string.Join(
        ' ',
        Form,
        ((int)State).ToString(CultureInfo.InvariantCulture),
        Event.Type,
        Ticks(Event.At),
        Attempts.ToString(CultureInfo.InvariantCulture),
        LastStatus.ToString(CultureInfo.InvariantCulture),
        LastProblem.Length > 0 ? Uri.EscapeDataString(LastProblem) : None,
        LastAt is { } last ? Ticks(last) : None,
        Ticks(NextAt),
        SubjectText.Of(Event.Subject)));

    /// <summary>Reads a row.</summary>
    /// <exception cref="FormatException">It is none of a delivery, or of a later form.</exception>
    public static Delivery From(Row row)
    {
        var (key, parts) = (row.Key[Prefix.Length..].Split('/'), row.Value.Split(' '));
        if (key.Length != 2 || parts.Length != 10 || parts[0] != Form)
            throw new FormatException($"The row {row.Key} is no delivery of form {Form}.");
        return new Delivery(
            key[0],
            new WebhookEvent(Guid.ParseExact(key[1], "d"), parts[2], At(parts[3]), SubjectText.Parse(parts[9])),
            (WebhookDeliveryState)int.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[4], CultureInfo.InvariantCulture),
            int.Parse(parts[5], CultureInfo.InvariantCulture),
            parts[6] == None ? string.Empty : Uri.UnescapeDataString(parts[6]),
            parts[7] == None ? null : At(parts[7]),
            At(parts[8]));
    }

    public WebhookDelivery ToSnapshot() => new(
        Event.Id, WebhookId, Event.Type, Event.At, State, Attempts, LastStatus, LastProblem, LastAt, State == WebhookDeliveryState.Pending ? NextAt : null);

    /// <summary>A time as rows have it: to the millisecond.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static string Ticks(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));
}
