using System.Net.Mime;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Triad.Core.Usage;

namespace Triad.Grains.Usage.Export;

/// <summary>
/// Usage events as CloudEvents 1.0 in the JSON format. The subject is the tenant; consumers tell repeats by source and id, which never change.
/// </summary>
internal sealed class UsageEventJson(IOptions<UsageOptions> options, IOptions<ClusterOptions> cluster)
{
    private static readonly JsonEventFormatter Formatter = new();

    private readonly Uri _source = new(
        options.Value.Source.Length > 0 ? options.Value.Source : $"/triad/{Uri.EscapeDataString(cluster.Value.ServiceId)}", UriKind.RelativeOrAbsolute);

    public ReadOnlyMemory<byte> Write(UsageEvent told) => Formatter.EncodeStructuredModeMessage(
        new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = told.Id.ToString(),
            Source = _source,
            Type = told.Kind.EventType,
            Subject = told.Tenant.Value,
            Time = told.Time,
            DataContentType = MediaTypeNames.Application.Json,
            Data = DataOf(told),
        },
        out _);

    // A label that a kind does not have is left out.
    private static Dictionary<string, object> DataOf(UsageEvent told)
    {
        var data = new Dictionary<string, object> { ["amount"] = told.Amount, ["unit"] = told.Kind.Unit };
        foreach (var (name, label) in new[] { ("modality", told.Labels.Modality), ("package", told.Labels.Package), ("source", told.Labels.Source) })
        {
            if (label.Length > 0)
                data[name] = label;
        }

        return data;
    }
}
