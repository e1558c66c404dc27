using System.Collections.Concurrent;
using System.Reflection;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Replies;

namespace Triad.Grains.State;

/// <summary>
/// Answers StorageFull and Unavailable as faults where a grain's storage throws them, so that callers are told why and no grain repeats the translation.
/// </summary>
internal sealed class StorageFaultFilter : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<Type, Func<Fault, object>?> Makers = new();

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
            context.Result = Makers[context.InterfaceMethod.ReturnType]!(Fault.From(exception.Error));
        }
    }

    private static Func<Fault, object>? MakerOf(Type returnType)
    {
        if (returnType == typeof(Task<Reply>))
            return fault => new Reply(fault);
        if (!returnType.IsGenericType
            || returnType.GetGenericTypeDefinition() != typeof(Task<>)
            || returnType.GetGenericArguments()[0] is not { IsGenericType: true } reply
            || reply.GetGenericTypeDefinition() != typeof(Reply<>))
            return null;
        var constructor = reply.GetConstructor(BindingFlags.Public | BindingFlags.Instance, [reply.GetGenericArguments()[0], typeof(Fault)])
            ?? reply.GetConstructors().Single(candidate => candidate.GetParameters().Length == 2);
        return fault => constructor.Invoke([null, fault]);
    }
}
