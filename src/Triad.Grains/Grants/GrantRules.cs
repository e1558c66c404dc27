using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Grants;

/// <summary>What grants are, when they hold, and the words for those that do not: pure.</summary>
internal static class GrantRules
{
    /// <summary>Most grants that a tenant keeps of those that it has given, ended ones included: each change writes all of them.</summary>
    public const int MaxGrants = 1_000;

    /// <summary>Most of them to one tenant: no grantor fills another tenant's list alone.</summary>
    public const int MaxToOne = 100;

    /// <summary>Most grants that a tenant's index has.</summary>
    public const int MaxReceived = 2_000;

    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 16;

    /// <summary>The id of a new grant: random, or always the same for one request, so that a repeat makes no second one.</summary>
    public static string NewId(TenantId grantor, string requestId)
    {
        if (requestId.Length == 0)
            return RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"triad grant/{grantor}/{requestId}"));
        return string.Concat(hash.Take(IdLength).Select(value => IdAlphabet[value % IdAlphabet.Length]));
    }

    /// <summary>Where a grant stands at an instant.</summary>
    public static GrantStatus StatusOf(GrantState grant, DateTimeOffset now) =>
        grant.IsGone ? GrantStatus.Gone
        : grant.RevokedAt is not null ? GrantStatus.Revoked
        : grant.ExpiresAt <= now ? GrantStatus.Expired
        : GrantStatus.Active;

    /// <summary>Why a grant cannot be made between two tenants; null where it can.</summary>
    public static Error? Check(TenantSnapshot grantor, TenantSnapshot grantee)
    {
        if (grantor.Status != TenantStatus.Active)
            return NotActive("tenant_id", grantor.TenantId);
        if (grantee.Status != TenantStatus.Active)
            return NotActive("grantee_tenant_id", grantee.TenantId);
        return grantor.Space == grantee.Space ? null : Error.Of(
            ErrorReason.SpaceMismatch,
            "grantee_tenant_id",
            grantee.TenantId,
            $"has its vectors in the space {grantee.Space}, and those of '{grantor.TenantId}' are in {grantor.Space}: they cannot be compared",
            "Have both tenants use the same model package.");
    }

    /// <summary>A grant to oneself.</summary>
    public static Error ToItself(TenantId tenant) => Error.Invalid(
        "grantee_tenant_id", tenant, "is the grantor itself", "Name another tenant: a tenant's searches find all of its own library anyway.");

    /// <summary>A grant that would close a circle.</summary>
    public static Error Circle(TenantId grantor, TenantId grantee) => Error.Of(
        ErrorReason.GrantConflict,
        "grantee_tenant_id",
        grantee,
        $"grants its own library to '{grantor}' already: the two would stand in a circle",
        $"Have '{grantee}' revoke its grant first.");

    /// <summary>Too many.</summary>
    public static Error TooMany(string field, TenantId tenant, string what) => Error.Of(
        ErrorReason.GrantConflict, field, tenant, $"{what} that have not ended, the most that can be", "Use one grant with a wider filter in the place of many.");

    /// <summary>There is no such grant.</summary>
    public static Error NotFound(string field, string grantId) => Error.Of(
        ErrorReason.GrantNotFound, field, grantId, "is no grant of the tenant", "List the tenant's grants, given and received.");

    /// <summary>The grant has ended.</summary>
    /// <param name="field">Where it is named.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="expiredAt">When its time was over; null where it was ended before, or its grantor is gone or not active.</param>
    public static Error Ended(string field, string grantId, DateTimeOffset? expiredAt) => Error.Of(
        ErrorReason.GrantEnded,
        field,
        grantId,
        expiredAt is { } expired ? FormattableString.Invariant($"has expired at {expired.UtcDateTime:u}") : "was revoked",
        "Search without it, or ask its grantor for another.");

    /// <summary>The grantor's vectors are of another space by now.</summary>
    public static Error OtherSpace(string field, Grant grant, SpaceId granted, SpaceId asked) => Error.Of(
        ErrorReason.SpaceMismatch,
        field,
        grant.Id,
        $"is of the tenant '{grant.Grantor}', whose vectors are in the space {granted}; the search is in {asked}",
        "Search without it until both tenants use the same model package.");

    /// <summary>The grant does not show what the caller's key or token is confined by.</summary>
    /// <param name="field">Where it is named.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="key">The metadata.</param>
    public static Error CannotConfine(string field, string grantId, string key) => Error.Of(
        ErrorReason.ScopeMissing,
        field,
        grantId,
        $"does not show the metadata '{key}', which the filter of this API key or token is about: it cannot be confined by what is hidden",
        $"Search without the grant, use a key or token whose filter is not about '{key}', or ask the grantor for a grant that shows it.");

    /// <summary>A grant as it crosses.</summary>
    public static Grant ToGrant(TenantId grantor, GrantState state, DateTimeOffset now) => new(
        state.Id,
        grantor,
        TenantId.From(state.Grantee),
        state.DisplayName,
        FilterText.Read(state.Filter),
        new GrantedFields(state.ShowsName, state.ShowsTranscript, state.ShowsAllMetadata, state.MetadataKeys),
        SpaceId.From(state.Space),
        StatusOf(state, now),
        state.CreatedAt,
        state.ExpiresAt)
    {
        RevokedAt = state.RevokedAt,
        CreatedBy = state.CreatedBy,
        RevokedBy = state.RevokedBy,
    };

    /// <summary>The grants with one more; the oldest that has ended makes room where there is none. Null where all hold.</summary>
    public static ImmutableArray<GrantState>? With(ImmutableArray<GrantState> grants, GrantState next, DateTimeOffset now)
    {
        if (grants.Count(grant => grant.Grantee == next.Grantee) >= MaxToOne)
            return Without(grants.FirstOrDefault(grant => grant.Grantee == next.Grantee && HasEnded(grant)));
        return grants.Length < MaxGrants ? grants.Add(next) : Without(grants.FirstOrDefault(HasEnded));

        bool HasEnded(GrantState grant) => StatusOf(grant, now) != GrantStatus.Active;

        ImmutableArray<GrantState>? Without(GrantState? ended) => ended is null ? null : grants.Remove(ended).Add(next);
    }

    private static Error NotActive(string field, TenantId tenant) => Error.Of(
        ErrorReason.TenantSuspended, field, tenant, "is suspended or being erased", "Grant when both tenants are active.");
}
