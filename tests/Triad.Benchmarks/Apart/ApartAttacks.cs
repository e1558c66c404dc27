using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.Benchmarks.Apart;

/// <summary>The questions, made from the contract and the registry of identities.</summary>
internal static class ApartAttacks
{
    private const int Pairs = 4;
    private const string NoSecret = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly string[] Colours = ["red", "green", "blue", "yellow", "white", "purple"];
    private static readonly string[] Shapes = ["ring", "square", "circle", "triangle", "cross", "star"];

    /// <summary>Every call that is there with every field of it that takes an identity, wrong secrets of keys, and the words of another's questions.</summary>
    public static IReadOnlyList<ApartAttack> Of(OwnerData owner) =>
    [
        .. ContractCalls.All.Where(method => owner.IsImplemented(ContractCalls.NameOf(method))).SelectMany(method => OfCall(owner, method)),
        OfKey(owner),
        OfWords(owner, "SearchService.Search", words => new V1.SearchRequest { Query = Text(words), Options = new V1.SearchOptions { Limit = 1 } }),
        OfWords(owner, "SearchService.Embed", words => new V1.EmbedRequest { Query = Text(words) }),
    ];

    // A field that is in a message of several places, such as a filter's, is asked for in its nearest one.
    private static IEnumerable<ApartAttack> OfCall(OwnerData owner, MethodDescriptor method)
    {
        var name = ContractCalls.NameOf(method);
        var recipe = CallRecipes.Find(name) ?? throw new InvalidOperationException($"{name} has no recipe.");
        return FieldPath.Of(method.InputType)
            .Where(path => IdentityFields.NeedsRow(path.Field) && IdentityFields.Of(path.Field) is not (null or IdentityKind.None))
            .GroupBy(path => path.Field.FullName, (_, places) => places.MinBy(path => path.Steps.Count)!)
            .Select(path =>
            {
                var (owned, missing) = IdentityRegistry.Of(IdentityFields.Of(path.Field)!.Value).Values!(owner, name);
                return new ApartAttack($"{name} {path}", method, _ => (Plant(owned), Plant(missing)), recipe.Changes ? 1 : Pairs);

                IMessage[] Plant(string value)
                {
                    var requests = recipe.Requests(owner);
                    requests[0] = path.Plant(requests[0], value);
                    return requests;
                }
            });
    }

    private static ApartAttack OfKey(OwnerData owner)
    {
        var (owned, missing) = IdentityPair.OfName(owner.KeyId);
        IMessage[] request = [CallRecipes.ListVideos()];
        return new ApartAttack("a key with a wrong secret", ContractCalls.Find("LibraryService.ListVideos"), _ => (request, request), Pairs)
        {
            Keys = ($"tk_{owned}_{NoSecret}", $"tk_{missing}_{NoSecret}"),
        };
    }

    // The owner asks, then the stranger asks the same, and something that nobody ever asked. Both have as many words.
    private static ApartAttack OfWords(OwnerData owner, string call, Func<string, IMessage> ask) =>
        new($"{call} words that the owner asks", ContractCalls.Find(call), pair => ([ask(Words(2 * pair))], [ask(Words(2 * pair + 1))]), Pairs)
        {
            Before = pair => ask(Words(2 * pair)),
        };

    private static string Words(int number)
    {
        var (first, second) = (Colours[number % Colours.Length], Shapes[number / Colours.Length % Shapes.Length]);
        var (third, fourth) = (Colours[number / 36 % Colours.Length], Shapes[number / 216 % Shapes.Length]);
        return $"a {first} {second} a {third} {fourth}";
    }

    private static V1.Query Text(string words) => new() { Parts = { new V1.Part { Text = words } } };
}
