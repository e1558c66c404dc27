using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Text;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>Reads what a bound token says of its user: never more than its key allows.</summary>
internal sealed class BoundClaims(IOptions<GatewayOptions> options)
{
    /// <summary>Longest name of a user, in characters.</summary>
    public const int MaxSubject = 200;

    private const CallScopes Lendable = CallScopes.Search | CallScopes.Ingest;

    private static readonly JsonParser Json = new(JsonParser.Settings.Default);

    /// <summary>The caller that a key and its token make.</summary>
    /// <param name="token">A token whose signature is right.</param>
    /// <param name="key">What the key allows.</param>
    public Result<Caller> Read(JsonWebToken token, Caller key)
    {
        if (token.Subject is not { Length: > 0 and <= MaxSubject } subject || Printable.Escape(subject) != subject)
            return TokenRefusal.Of("does not say whom it is for", token.Subject, $"Give 'sub' 1 to {MaxSubject} characters that can be printed.");
        if (token.TryGetPayloadValue<string>("tenant", out var tenant) && tenant != key.Tenant?.Value)
            return TokenRefusal.Of("names another tenant than its key's", tenant, "Leave 'tenant' out, or give the key's.");
        var scopes = ReadScopes(token, key);
        if (!scopes.IsOk)
            return scopes.Error;
        var filter = ReadFilter(token, scopes.Value);
        if (!filter.IsOk)
            return filter.Error;
        return key with { Scopes = scopes.Value, Filter = key.Filter.And(filter.Value), Subject = subject };
    }

    private static Result<CallScopes> ReadScopes(JsonWebToken token, Caller key)
    {
        const string Remedy = $"Give 'scope' {Scopes.Search}, {Scopes.Ingest} or both, as far as the key has them.";
        if (!token.TryGetPayloadValue<string>("scope", out var text) || string.IsNullOrWhiteSpace(text))
            return TokenRefusal.Of("has no scopes", Remedy);
        var scopes = CallScopes.None;
        foreach (var name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var scope = ScopeNames.Parse(name);
            if (scope == CallScopes.None || !(Lendable & key.Scopes).HasFlag(scope))
                return TokenRefusal.Of("asks for a scope that its key cannot lend", name, Remedy);
            scopes |= scope;
        }

        return scopes;
    }

    // A claim that is misspelt would be none: whoever wants no filter says so.
    private Result<Filter> ReadFilter(JsonWebToken token, CallScopes scopes)
    {
        const string Remedy = "Give 'filter' a triad.v1.Filter as JSON, {} for none.";
        if (!token.TryGetPayloadValue<JsonElement>("filter", out var json) || json.ValueKind != JsonValueKind.Object)
            return TokenRefusal.Of("has no filter", Remedy);
        V1.Filter wire;
        try
        {
            wire = Json.Parse<V1.Filter>(json.GetRawText());
        }
        catch (InvalidProtocolBufferException problem)
        {
            return TokenRefusal.Of("has a filter that cannot be read", problem.Message, Remedy);
        }

        var violations = new Violations();
        var filter = AccessFilter.Read(wire, "filter", scopes.HasFlag(CallScopes.Ingest), options.Value.Limits, violations);
        return violations.Errors is [var first, ..]
            ? TokenRefusal.Of($"has a filter that is none: {first.Message}", Remedy)
            : filter ?? Filter.Everything;
    }
}
