using System.Globalization;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Requests;

/// <summary>Collects everything that is wrong with a request, so that the caller hears of all of it at once.</summary>
internal sealed class Violations
{
    private readonly List<Error> _errors = [];

    /// <summary>What was found, in the order of discovery.</summary>
    public IReadOnlyList<Error> Errors => _errors;

    /// <summary>Notes an error.</summary>
    public void Add(Error error) => _errors.Add(error);

    /// <summary>The value of a result, or the default and a note of its error.</summary>
    public T? Take<T>(Result<T> result)
    {
        if (result.IsOk)
            return result.Value;
        _errors.Add(result.Error);
        return default;
    }

    /// <summary>Notes a text that is longer than a fixed length.</summary>
    public void CheckLength(string field, string text, int maximum)
    {
        if (text.Length > maximum)
            _errors.Add(Error.Invalid(field, text, $"has {text.Length} characters", $"Give at most {maximum} characters."));
    }

    /// <summary>Notes a size that is above a configured limit.</summary>
    public void CheckLimit(string field, long value, string limit, long maximum, string unit)
    {
        if (value > maximum)
            _errors.Add(Error.OverLimit(field, value, limit, maximum, $"Give at most {maximum.ToString(CultureInfo.InvariantCulture)} {unit}."));
    }

    /// <summary>Notes a number that is not finite or outside its range.</summary>
    public void CheckRange(string field, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            _errors.Add(Error.Invalid(field, value, "is out of range", FormattableString.Invariant($"Give {least} to {most}.")));
    }

    /// <summary>Notes an option that this version does not offer.</summary>
    public void NotImplemented(string field, object? value) =>
        _errors.Add(Error.Of(ErrorReason.NotImplemented, field, value, "is not implemented in this version", "Leave it out."));

    /// <summary>Ends the call where anything is wrong.</summary>
    /// <exception cref="Grpc.Core.RpcException">Something is.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw _errors.ToRpcException();
    }
}
