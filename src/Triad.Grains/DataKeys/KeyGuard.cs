using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.DataKeys;

/// <summary>
/// Sees to it that the key-encryption key that is about to wrap is one of the platform's: the first ever, one that has wrapped before, or one beside such
/// a key (a rotation). A key that is lost or another platform's is never followed by a new one.
/// </summary>
internal sealed class KeyGuard(IGrainFactory grains, IKeyProvider provider)
{
    private const int MaxTries = 5;

    private string? _approved;

    /// <summary>The name of the current key, registered; made where the platform has encrypted nothing yet.</summary>
    public async Task<Result<string>> ApproveAsync(CancellationToken cancellationToken)
    {
        var current = await provider.CurrentAsync(cancellationToken);
        if (!current.IsOk)
            return current.Error;
        if (current.Value is { } name && name == Volatile.Read(ref _approved))
            return name;
        var registered = await RegisterAsync(current.Value, cancellationToken);
        for (var i = 1; i < MaxTries && registered.Error?.Reason == ErrorReason.Conflict; i++)
        {
            current = await provider.CurrentAsync(cancellationToken);
            registered = current.IsOk ? await RegisterAsync(current.Value, cancellationToken) : current.Error;
        }

        if (registered.IsOk)
            Volatile.Write(ref _approved, registered.Value);
        return registered;
    }

    private async Task<Result<string>> RegisterAsync(string? current, CancellationToken cancellationToken)
    {
        var registry = grains.KeyRegistry();
        var known = await registry.ListAsync(cancellationToken);
        if (!known.IsOk)
            return known.Error;
        if (current is not null && known.Value.Contains(current))
            return current;
        if (known.Value.Length > 0)
        {
            var isOurs = await HasAnyAsync(known.Value, cancellationToken);
            if (!isOurs.IsOk)
                return isOurs.Error;
            if (!isOurs.Value)
                return Foreign(current, known.Value[^1]);
            if (current is null)
                return new Error(ErrorReason.Conflict, "Another process has made the first key meanwhile.", Remedy: "Look again.");
        }

        var made = current is null ? await provider.MakeAsync(cancellationToken) : current;
        if (!made.IsOk)
            return made.Error;
        var registered = await registry.RegisterAsync(made.Value, known.Value, cancellationToken);
        return registered.IsOk ? made.Value : registered.Error!;
    }

    private async Task<Result<bool>> HasAnyAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var has = await provider.HasAsync(name, cancellationToken);
            if (!has.IsOk || has.Value)
                return has;
        }

        return false;
    }

    private Error Foreign(string? current, string known) => new(
        ErrorReason.DataKeyUnavailable,
        $"{provider.Setting} {(current is null ? "has no key" : $"has the key '{current}'")}, and the tenants' data keys are wrapped by '{known}'. "
        + Remedy(known),
        provider.Setting,
        current,
        Remedy(known));

    private static string Remedy(string known) =>
        $"Put the key '{known}' back, from a backup if need be; a new one opens nothing that is stored. To change keys, keep the old one beside the new one.";
}
