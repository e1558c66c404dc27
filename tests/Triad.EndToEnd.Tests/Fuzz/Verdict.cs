using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;
using Triad.Testing.Contract;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>What is wrong with an answer to a wrong request; nothing where it is an answer that the contract knows.</summary>
internal static partial class Verdict
{
    // Such an answer is a bug, or a part of the platform that was brought down.
    private static readonly StatusCode[] Never =
    [
        StatusCode.Internal, StatusCode.Unknown, StatusCode.DataLoss, StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.Cancelled, StatusCode.Aborted,
    ];

    private static readonly HashSet<string> Reasons =
        [.. Enum.GetNames<V1.ErrorReason>().Select(name => LettersBeforeCapital().Replace(name, "_").ToUpperInvariant())];

    /// <summary>A sentence, or null.</summary>
    /// <param name="outcome">What came back.</param>
    /// <param name="planted">The only field that was touched; null where there were more.</param>
    public static string? Of(CallOutcome outcome, FieldPath? planted)
    {
        if (outcome.IsOk)
            return null;
        if (Never.Contains(outcome.Code) && !(outcome.Code == StatusCode.Aborted && outcome.Reason == "CONFLICT"))
            return $"ended with {outcome.Code}";
        if (outcome.Find<ErrorInfo>() is not { } info)
            return "came without ErrorInfo";
        if (info.Domain != "triad" || !Reasons.Contains(info.Reason))
            return $"has the reason '{info.Domain}/{info.Reason}', which is none";
        return outcome.Code == StatusCode.InvalidArgument ? OfFields(outcome, info, planted) : null;
    }

    private static string? OfFields(CallOutcome outcome, ErrorInfo info, FieldPath? planted)
    {
        if (!info.Metadata.ContainsKey("remedy"))
            return "names no remedy";
        if (!info.Metadata.TryGetValue("field", out var named) || named.Length == 0)
            return "names no field";
        if (info.Reason is not ("FIELD_MISSING" or "QUERY_EMPTY") && !info.Metadata.ContainsKey("value"))
            return "names no value";
        var violations = outcome.Find<BadRequest>()?.FieldViolations.ToList() ?? [];
        if (violations.Count == 0 || violations.Any(violation => violation.Field.Length == 0 || violation.Description.Length == 0))
            return "lists no fields, or fields without a description";
        return planted is null || violations.Any(violation => AreNear(violation.Field, planted.Names) || Tells(violation, planted))
            ? null
            : $"speaks of {string.Join(", ", violations.Select(violation => violation.Field))}";
    }

    /// <summary>The field itself, what is in it, what it is in, or one beside these, such as the other end of a range.</summary>
    private static bool AreNear(string named, string planted)
    {
        var path = Brackets().Replace(named, "");
        var parent = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
        return IsWithin(planted, path) || IsWithin(path, planted) || (parent.Length > 0 && IsWithin(planted, parent));
    }

    /// <summary>Two fields that do not go together: one is named, the other told of. And a choice of one among some, by the name of the choice.</summary>
    private static bool Tells(BadRequest.Types.FieldViolation violation, FieldPath planted) =>
        violation.Description.Contains(planted.Field.Name, StringComparison.Ordinal)
        || (planted.Steps[0].ContainingOneof is { } choice
            && choice.Fields.Select(field => field.Name).Append(choice.Name).Contains(violation.Field));

    private static bool IsWithin(string path, string outer) => path == outer || path.StartsWith(outer + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex LettersBeforeCapital();
}
