using System.Globalization;
using Triad.Core.Webhooks;

namespace Triad.Grains.Webhooks;

/// <summary>The subject of an event in a row: <c>name=value</c>, with an ampersand between them; "-" for nothing.</summary>
internal static class SubjectText
{
    private const string None = "-";

    public static string Of(WebhookSubject subject)
    {
        (string Name, string Value)[] parts =
        [
            ("video", subject.VideoId),
            ("generation", subject.Generation > 0 ? subject.Generation.ToString(CultureInfo.InvariantCulture) : string.Empty),
            ("reason", subject.Reason),
            ("receipt", subject.ReceiptId),
            ("quota", subject.Quota),
            ("limit", subject.Quota.Length > 0 ? Number(subject.Limit) : string.Empty),
            ("used", subject.Quota.Length > 0 ? Number(subject.Used) : string.Empty),
        ];
        var text = string.Join('&', parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return text.Length > 0 ? text : None;
    }

    public static WebhookSubject Parse(string text)
    {
        if (text == None)
            return WebhookSubject.None;
        var parts = text.Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]), StringComparer.Ordinal);
        return new WebhookSubject
        {
            VideoId = parts.GetValueOrDefault("video", string.Empty),
            Generation = int.Parse(parts.GetValueOrDefault("generation", "0"), CultureInfo.InvariantCulture),
            Reason = parts.GetValueOrDefault("reason", string.Empty),
            ReceiptId = parts.GetValueOrDefault("receipt", string.Empty),
            Quota = parts.GetValueOrDefault("quota", string.Empty),
            Limit = double.Parse(parts.GetValueOrDefault("limit", "0"), CultureInfo.InvariantCulture),
            Used = double.Parse(parts.GetValueOrDefault("used", "0"), CultureInfo.InvariantCulture),
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
