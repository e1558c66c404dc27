using System.Collections.Immutable;
using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Core.Usage;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Usage;

/// <summary>Reads what is asked of a ledger; notes all that is wrong.</summary>
internal static class UsageRequestReader
{
    private const int MaxDays = 400;
    private const int MaxPackage = 64;

    /// <summary>The step.</summary>
    public static UsageStep ReadStep(V1.UsageStep step, Violations violations)
    {
        switch (step)
        {
            case V1.UsageStep.Hour:
                return UsageStep.Hour;
            case V1.UsageStep.Unspecified or V1.UsageStep.Day:
                return UsageStep.Day;
            case V1.UsageStep.Month:
                return UsageStep.Month;
            default:
                violations.Add(Error.Invalid("step", step, "is not a step", "Give USAGE_STEP_HOUR, USAGE_STEP_DAY or USAGE_STEP_MONTH."));
                return UsageStep.Day;
        }
    }

    /// <summary>The span: whole steps, by default the one that runs now.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) ReadSpan(V1.GetUsageRequest request, UsageStep step, DateTimeOffset now, Violations violations)
    {
        var from = Read("start_time", request.StartTime, step, violations) ?? step.StartOf(now);
        var to = Read("end_time", request.EndTime, step, violations) ?? step.EndOf(now > from ? now : from);
        if (to <= from)
            violations.Add(Error.Invalid("end_time", Text(to), $"is not behind start_time {Text(from)}", "Give a later one, or leave it out."));
        else if (to - from > TimeSpan.FromDays(MaxDays))
        {
            // Either may be the one that was meant otherwise.
            violations.Add(Error.OverLimit("end_time", Text(to), "days of usage", MaxDays, "Ask for a shorter span."));
            violations.Add(Error.OverLimit("start_time", Text(from), "days of usage", MaxDays, "Ask for a shorter span."));
        }

        return (from, to);
    }

    /// <summary>Names of kinds.</summary>
    public static ImmutableArray<string> ReadKinds(V1.GetUsageRequest request, Violations violations)
    {
        foreach (var unknown in request.Kinds.Where(kind => UsageKinds.Find(kind) is null))
            violations.Add(Error.Invalid("kinds", unknown, "is no kind of usage", $"Give some of {string.Join(", ", UsageKinds.All.Select(kind => kind.Name))}."));
        return [.. request.Kinds.Distinct()];
    }

    /// <summary>Names of modalities.</summary>
    public static ImmutableArray<string> ReadModalities(V1.GetUsageRequest request, Violations violations)
    {
        foreach (var unknown in request.Modalities.Where(name => ModalitiesExtensions.FromName(name) == Modalities.None))
            violations.Add(Error.Invalid("modalities", unknown, "is no combination of modalities", "Give some of t, v, a, tv, ta, va, tva."));
        return [.. request.Modalities.Distinct()];
    }

    /// <summary>Ids of packages.</summary>
    public static ImmutableArray<string> ReadPackages(V1.GetUsageRequest request, Violations violations)
    {
        foreach (var package in request.Packages)
            violations.CheckLength("packages", package, MaxPackage);
        return [.. request.Packages.Distinct()];
    }

    /// <summary>By what amounts are told apart.</summary>
    public static UsageDimensions ReadDimensions(V1.GetUsageRequest request, Violations violations)
    {
        var by = UsageDimensions.None;
        foreach (var dimension in request.GroupBy)
        {
            by |= dimension switch
            {
                V1.UsageDimension.Modality => UsageDimensions.Modality,
                V1.UsageDimension.Package => UsageDimensions.Package,
                V1.UsageDimension.Source => UsageDimensions.Source,
                _ => UsageDimensions.None,
            };
            if (dimension is not (V1.UsageDimension.Modality or V1.UsageDimension.Package or V1.UsageDimension.Source))
                violations.Add(Error.Invalid("group_by", dimension, "is not a dimension", "Give USAGE_DIMENSION_MODALITY, USAGE_DIMENSION_PACKAGE or USAGE_DIMENSION_SOURCE."));
        }

        return by;
    }

    private static DateTimeOffset? Read(string field, Google.Protobuf.WellKnownTypes.Timestamp? time, UsageStep step, Violations violations)
    {
        if (time is null)
            return null;
        if (TryRead(time) is not { } read)
        {
            violations.Add(Error.Invalid(field, time.Seconds, "is not a time", "Give seconds since 1970 of a time between 1970 and 9990."));
            return null;
        }

        if (step.StartOf(read) != read)
            violations.Add(Error.Invalid(field, Text(read), $"does not begin a step of the length {step.ToString().ToUpperInvariant()} in UTC", $"Give {Text(step.StartOf(read))}."));
        return read;
    }

    private static DateTimeOffset? TryRead(Google.Protobuf.WellKnownTypes.Timestamp time)
    {
        const long latest = 253_086_854_400; // The year 9990: steps behind it can still be reckoned with.
        return time.Seconds is >= 0 and < latest && time.Nanos is >= 0 and < 1_000_000_000 ? time.ToDateTimeOffset() : null;
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
