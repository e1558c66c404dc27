using System.Collections.Concurrent;
using System.Reflection;
using Triad.Core.Errors;

namespace Triad.Grains.State;

/// <summary>
/// Answers StorageFull and Unavailable as failed results where a grain's storage throws them, so that callers are told why and no grain
/// repeats the translation.
/// </summary>
internal sealed class StorageFaultFilter : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<Type, Func<Error, object>?> Makers = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // Most calls end well and at once: they pay for nothing here.
        var call = context.Invoke();
        return call.IsCompletedSuccessfully ? call : TranslateAsync(call, context);
    }

    private static async Task TranslateAsync(Task call, IIncomingGrainCallContext context)
    {
        try
        {
            await call;
        }
        catch (StorageException exception) when (Makers.GetOrAdd(context.InterfaceMethod.ReturnType, MakerOf) is not null)
        {
            context.Result = Makers[context.InterfaceMethod.ReturnType]!(exception.Error);
        }
    }

    private static Func<Error, object>? MakerOf(Type returnType)
    {
        if (returnType == typeof(Task<Result>))
            return error => Result.Fail(error);
        if (!returnType.IsGenericType
            || returnType.GetGenericTypeDefinition() != typeof(Task<>)
            || returnType.GetGenericArguments()[0] is not { IsGenericType: true } result
            || result.GetGenericTypeDefinition() != typeof(Result<>))
            return null;
        return typeof(StorageFaultFilter)
            .GetMethod(nameof(Failed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result.GetGenericArguments())
            .CreateDelegate<Func<Error, object>>();
    }

    private static object Failed<T>(Error error) => Result<T>.Fail(error);
}
